# Completion for bash: verbs, then folders, then what the verb takes.
_sonae() {
	local word=${COMP_WORDS[COMP_CWORD]} verb=${COMP_WORDS[1]}
	local verbs="new list show set fill delete undo redo check history restore export import diff merge forms doctor"
	if [ "$COMP_CWORD" -eq 1 ]; then
		COMPREPLY=($(compgen -W "$verbs --help --version" -- "$word") $(compgen -d -- "$word"))
		return
	fi
	case $verb:$word in
	new:-*) COMPREPLY=($(compgen -W "--curriculum --company --lang --example --from" -- "$word")) ;;
	show:-*) COMPREPLY=($(compgen -W "--where --sort --csv" -- "$word")) ;;
	fill:-*) COMPREPLY=($(compgen -W "--plain" -- "$word")) ;;
	history:-*) COMPREPLY=($(compgen -W "--since --sheet --row --who --csv --verify --forget --field" -- "$word")) ;;
	restore:-*) COMPREPLY=($(compgen -W "--dry-run --csv" -- "$word")) ;;
	export:-*) COMPREPLY=($(compgen -W "-o --only --sheets --sessions --asset --since --lang --redact --force" -- "$word")) ;;
	import:-*) COMPREPLY=($(compgen -W "--map --scale --dry-run" -- "$word")) ;;
	diff:-*) COMPREPLY=($(compgen -W "--base --csv" -- "$word")) ;;
	merge:-*) COMPREPLY=($(compgen -W "--base --who --dry-run" -- "$word")) ;;
	forms:-*) COMPREPLY=($(compgen -W "--check --csv" -- "$word")) ;;
	*:-*) COMPREPLY=($(compgen -W "--csv" -- "$word")) ;;
	*) COMPREPLY=($(compgen -f -- "$word"))
		if [ "$COMP_CWORD" -eq 3 ] && [ -f "${COMP_WORDS[2]}/sonae.ini" ]; then
			COMPREPLY=($(compgen -W "$(sonae forms --csv 2>/dev/null | sed '1d;s/,.*//')" -- "$word"))
		fi ;;
	esac
}
complete -F _sonae sonae
