# What the Tab key offers after “parccli”; names of files where parccli has nothing to offer.
function __parccli_complete
    set --local before (commandline --tokenize --cut-at-cursor --current-process)
    set --erase before[1]
    set --local word (commandline --cut-at-cursor --current-token)
    set --local offers (env _PARCCLI_COMPLETE=fish parccli $before "$word" 2>/dev/null)
    if test (count $offers) -gt 0
        printf '%s\n' $offers
    else
        __fish_complete_path "$word"
    end
end
complete --command parccli --no-files --arguments '(__parccli_complete)'
