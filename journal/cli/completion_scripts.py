"""The scripts that complete calls in bash, zsh and fish, with places for what the command table says."""

from __future__ import annotations

__all__ = ["SCRIPTS"]

_TABLE = """
_journal_table() {{
    names='{names}'
    common='{common}'
    case $1 in
"""
_BRANCH = "    {name}) places='{words}' switches='{options}' ;;\n"
_READ = """\
    esac
}

# Reads the words before the cursor, the command first: sets kind to what completes the word at the cursor, vault to
# the folder that --vault names, and offered to the options that may stand there.
_journal_read() {
    local names common places='' switches='' command='' option='' word each place=0 number=0
    vault='' kind='' offered=''
    _journal_table ''
    for word; do
        if [[ -n $option ]]; then
            [[ $word == '=' ]] && continue
            [[ $option == --vault ]] && vault=$word
            option=''
        elif [[ $word == --vault=* ]]; then
            vault=${word#*=}
        elif [[ $word == -* ]]; then
            [[ $word != *=* ]] && _journal_kind "$word" && option=$word
        elif [[ -z $command ]]; then
            command=$word
            _journal_table "$command"
        else
            place=$((place + 1))
        fi
    done
    kind=''
    if [[ -n $option ]]; then
        _journal_kind "$option"
        return
    fi
    _journal_each "$common $switches"
    for each in $each; do offered="$offered ${each%%=*}"; done
    if [[ -z $command ]]; then
        kind=command
        return
    fi
    _journal_each "$places"
    for each in $each; do
        [[ $number == "$place" || $each == *+ ]] && kind=${each%+} && return
        number=$((number + 1))
    done
}

# Sets kind to what completes the value of an option; fails for one that takes none.
_journal_kind() {
    _journal_each "$common $switches"
    for each in $each; do
        [[ $each == "$1="* ]] && kind=${each#*=} && return
    done
    return 1
}
"""
_BASH = """
_journal_each() { each=$1; }

_journal() {
    local IFS=$' \\t\\n' typed=${COMP_WORDS[COMP_CWORD]} vault kind offered names common
    COMPREPLY=()
    _journal_read "${COMP_WORDS[@]:1:COMP_CWORD-1}"
    [[ $typed == '=' ]] && typed=''
    if [[ $typed == -* ]]; then
        COMPREPLY=($(compgen -W "$offered" -- "$typed"))
        return
    fi
    case $kind in
    command)
        _journal_table ''
        COMPREPLY=($(compgen -W "$names" -- "$typed"))
        ;;
    folder | file)
        compopt -o filenames
        [[ $kind == folder ]] && kind=directory
        mapfile -t COMPREPLY < <(compgen -A "$kind" -- "$typed")
        ;;
    note | ask | person | goal | meeting)
        local quote='' name
        case $typed in
        [\\"\\']*) quote=${typed:0:1} typed=${typed:1} ;;
        *) typed=${typed//\\\\/} ;;
        esac
        while IFS= read -r name; do
            case $quote in
            \\")
                name=${name//\\\\/\\\\\\\\} name=${name//\\"/\\\\\\"}
                name=${name//\\$/\\\\\\$} name=${name//\\`/\\\\\\`}
                ;;
            \\') name=${name//\\'/\\'\\\\\\'\\'} ;;
            *) printf -v name %q "$name" ;;
            esac
            COMPREPLY+=("$name")
        done < <("${COMP_WORDS[0]/#\\~/$HOME}" completion names "$kind" "$vault" "$typed" 2>/dev/null)
        ;;
    *,*) COMPREPLY=($(compgen -W "${kind//,/ }" -- "$typed")) ;;
    esac
}

complete -F _journal journal
"""
_ZSH = """
_journal_each() { each=(${=1}); }

_journal() {
    local typed=${(Q)PREFIX} vault kind offered names common
    local -a found
    _journal_read "${(@Q)words[2,CURRENT-1]}"
    if [[ $typed == --*=* ]]; then
        _journal_read "${(@Q)words[2,CURRENT-1]}" "${typed%%=*}"
        compset -P '*='
        typed=${typed#*=}
    elif [[ $typed == -* ]]; then
        compadd -- ${=offered}
        return
    fi
    case $kind in
    command)
        _journal_table ''
        compadd -- ${=names}
        ;;
    folder) _files -/ ;;
    file) _files ;;
    note | ask | person | goal | meeting)
        found=("${(@f)$("${(Q)words[1]/#\\~/$HOME}" completion names "$kind" "$vault" "$typed" 2>/dev/null)}")
        compadd -U -i "$IPREFIX" -- ${found:#}
        ;;
    *,*) compadd -- ${(s:,:)kind} ;;
    esac
}

if [[ $funcstack[1] == _journal ]]; then
    _journal "$@"
else
    (( $+functions[compdef] )) || { autoload -Uz compinit && compinit -i }
    compdef _journal journal
fi
"""
_FISH_HEAD = """\
# Completes calls of journal in fish. “journal completion fish” prints it.

function __journal_table
    set -g __journal_names {names}
    set -g __journal_common {common}
    set -g __journal_words
    set -g __journal_options
    switch "$argv[1]"
"""
_FISH_BRANCH = """\
        case {name}
            set -g __journal_words {words}
            set -g __journal_options {options}
"""
_FISH_END = """\
    end
end

# Prints what completes the value of an option; fails for one that takes none.
function __journal_kind
    for each in $__journal_common $__journal_options
        if string match -q -- "$argv[1]=*" $each
            string replace -r '^[^=]*=' '' -- $each
            return
        end
    end
    return 1
end

# Prints the candidates of one kind for a text. Its words: kind, vault, text.
function __journal_candidates
    switch "$argv[1]"
        case command
            string join \\n $__journal_names
        case folder
            __fish_complete_directories "$argv[3]"
        case file
            __fish_complete_path "$argv[3]"
        case note ask person goal meeting
            journal completion names $argv[1] "$argv[2]" "$argv[3]" 2>/dev/null
        case '*,*'
            string split , -- $argv[1]
    end
end

function __journal_complete
    set -l vault
    set -l option
    set -l command
    set -l place 0
    set -l typed (commandline -ct | string unescape)
    __journal_table ''
    for word in (commandline -opc | string unescape)[2..]
        if test -n "$option"
            test $option = --vault; and set vault $word
            set option
        else if string match -q -- '--vault=*' $word
            set vault (string replace -- '--vault=' '' $word)
        else if string match -q -- '-*' $word
            not string match -q -- '*=*' $word; and __journal_kind $word >/dev/null; and set option $word
        else if test -z "$command"
            set command $word
            __journal_table $word
        else
            set place (math $place + 1)
        end
    end
    if test -n "$option"
        __journal_candidates (__journal_kind $option) "$vault" "$typed"
        return
    end
    if string match -q -- '--*=*' "$typed"
        set option (string replace -r '=.*' '' -- $typed)
        set typed (string replace -r '^[^=]*=' '' -- $typed)
        string replace -r -- '^' "$option=" (__journal_candidates (__journal_kind $option) "$vault" "$typed")
        return
    end
    if string match -q -- '-*' "$typed"
        string replace -r '=.*' '' -- $__journal_common $__journal_options
        return
    end
    if test -z "$command"
        __journal_candidates command
        return
    end
    for each in $__journal_words
        if test $place -eq 0; or string match -q -- '*+' $each
            __journal_candidates (string trim -r -c + -- $each) "$vault" "$typed"
            return
        end
        set place (math $place - 1)
    end
end

complete -c journal -f -a '(__journal_complete)'
"""
SCRIPTS = {
    "bash": (
        "# Completes calls of journal in bash. “journal completion bash” prints it.\n" + _TABLE,
        _BRANCH,
        _READ + _BASH,
    ),
    "zsh": (
        "#compdef journal\n# Completes calls of journal in zsh. “journal completion zsh” prints it.\n" + _TABLE,
        _BRANCH,
        _READ + _ZSH,
    ),
    "fish": (_FISH_HEAD, _FISH_BRANCH, _FISH_END),
}
"""For each shell the beginning with ``names`` and ``common`` options, a branch with ``name``, ``words`` and ``options``
for each command, both to be formatted, and the end as it is.
"""
