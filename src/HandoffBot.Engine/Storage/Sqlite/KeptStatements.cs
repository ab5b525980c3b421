using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace HandoffBot.Engine.Storage.Sqlite;

/// <summary>
/// Keeps the statements of one connection as SQLite has prepared them: for most of what is asked here, preparing costs more than running.
/// What runs already, or inside a transaction of EF's own such as a migration, is prepared as usual.
/// </summary>
internal sealed class KeptStatements : DbCommandInterceptor
{
    /// <summary>More than the program has; texts that are put together for one occasion push out the others now and then.</summary>
    private const int Most = 300;
    private readonly Dictionary<string, Kept> _kept = new(StringComparer.Ordinal);

    public override DbCommand CommandInitialized(CommandEndEventData eventData, DbCommand result) =>
        result is SqliteCommand { Transaction: null, Connection: not null } fresh && Of(fresh.CommandText, fresh.Connection).TryTakeOver(fresh) is { } kept
            ? kept
            : result;

    private Kept Of(string text, SqliteConnection connection)
    {
        if (_kept.TryGetValue(text, out var kept))
            return kept;

        if (_kept.Count >= Most)
            Forget();
#pragma warning disable CA2100 // The text is EF's own, with its parameters.
        return _kept[text] = new Kept { Connection = connection, CommandText = text };
#pragma warning restore CA2100
    }

    private void Forget()
    {
        foreach (var (text, idle) in _kept.Where(one => !one.Value.Runs).ToList())
        {
            _kept.Remove(text);
            idle.Dispose();
        }
    }

    /// <summary>A command that outlives its use.</summary>
    private sealed class Kept : SqliteCommand
    {
        public bool Runs { get; private set; }

        /// <summary>Takes what a fresh command was to be run with.</summary>
        /// <returns>Null while it runs already.</returns>
        public Kept? TryTakeOver(SqliteCommand fresh)
        {
            if (Runs)
                return null;

            Runs = true;
            CommandTimeout = fresh.CommandTimeout;
            var given = fresh.Parameters.Cast<SqliteParameter>().ToArray();
            fresh.Parameters.Clear();
            fresh.Dispose();
            Parameters.Clear();
            Parameters.AddRange(given);
            return this;
        }

        /// <summary>Whoever ran it is done with it. Disposed of while it is idle it ends, as it must when its connection does.</summary>
        protected override void Dispose(bool disposing)
        {
            if (Runs)
                Runs = false;
            else
                base.Dispose(disposing);
        }
    }
}
