# What the Tab key offers after “parccli”. A word with a space in it is quoted, unless the person has begun to.
_parccli() {
    local word quoted
    COMPREPLY=()
    while IFS=$'\t' read -r word _; do
        printf -v quoted %q "$word"
        case $2 in [\"\']*) quoted=$word ;; esac
        COMPREPLY+=("$quoted")
    done < <(_PARCCLI_COMPLETE=bash "$1" "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
complete -o default -F _parccli parccli
