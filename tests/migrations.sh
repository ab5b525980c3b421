#!/usr/bin/env bash
# Fails when the model has changed without a migration, on either database, or is not the one that was compiled ahead:
#   tests/migrations.sh add NAME   makes a migration for each database, and compiles the model
#   tests/migrations.sh compile    compiles the model, where what has changed needs no migration
set -euo pipefail
cd "$(dirname "$0")/.."
storage=src/HandoffBot.Engine/Storage
ahead=$(mktemp -d)
trap 'rm -rf "$ahead"' EXIT

project() { echo --project src/HandoffBot.Engine --startup-project tests/HandoffBot.Migrations --context "$1Context"; }

# The model of a database as C#, and as nobody else's business: everything internal, and an id that is the same every time.
compile() {
  local database=$1 folder=$2 id
  id=$(printf '%s' "$database" | md5sum | sed -E 's/^(.{8})(.{4})(.{4})(.{4})(.{12}).*/\1-\2-\3-\4-\5/')
  # shellcheck disable=SC2046
  dotnet ef dbcontext optimize $(project "$database") --no-build --nativeaot --output-dir "$folder" \
    --namespace "HandoffBot.Engine.Storage.$database.Compiled" >"$ahead/log" || { cat "$ahead/log"; return 1; }
  sed -i -E -e 's/^(\s*)public (static|partial) class/\1internal \2 class/' -e "s/modelId: new Guid\(\"[^\"]*\"\)/modelId: new Guid(\"$id\")/" "$folder"/*.cs
}

dotnet tool restore >/dev/null
# What was compiled from an older model may not even build with the present one; everything else does without it.
case "${1:-}" in add | compile) rm -rf "$storage"/*/Compiled ;; esac
dotnet build tests/HandoffBot.Migrations -v q -nologo >/dev/null
for database in Sqlite Postgres; do
  echo "$database:"
  case "${1:-}" in
    add)
      # shellcheck disable=SC2046
      dotnet ef migrations add "$2" $(project "$database") --no-build --output-dir "Storage/$database/Migrations"
      compile "$database" "$PWD/$storage/$database/Compiled"
      ;;
    compile) compile "$database" "$PWD/$storage/$database/Compiled" ;;
    *)
      # shellcheck disable=SC2046
      dotnet ef migrations has-pending-model-changes $(project "$database") --no-build
      compile "$database" "$ahead/$database"
      diff -r "$storage/$database/Compiled" "$ahead/$database" || { echo "The compiled model is not that of the code. Run: tests/migrations.sh compile"; exit 1; }
      ;;
  esac
done
