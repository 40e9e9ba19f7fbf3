#compdef parccli
# What the Tab key offers after “parccli”; names of files where parccli has nothing to offer.
_parccli() {
    local -a lines offers
    local line
    lines=("${(@f)$(_PARCCLI_COMPLETE=zsh "${words[1]}" "${(@Q)words[2,CURRENT-1]}" "${(Q)PREFIX}" 2>/dev/null)}")
    for line in $lines; do
        offers+=("${${line%%$'\t'*}//:/\\:}:${line#*$'\t'}")
    done
    if (( $#offers )); then _describe parccli offers; else _files; fi
}
if [[ ${funcstack[1]} == _parccli ]]; then _parccli "$@"; else compdef _parccli parccli; fi
