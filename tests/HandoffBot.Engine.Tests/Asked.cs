using System.Data.Common;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace HandoffBot.Engine.Tests;

/// <summary>A command that EF has run.</summary>
internal sealed record Asked(string Text, IReadOnlyList<(string Name, object? Value)> Parameters);

/// <summary>Listens to what a house asks of its database.</summary>
internal static class Listening
{
    /// <summary>Everything that EF asks of the house's database meanwhile.</summary>
    public static async Task<IReadOnlyList<Asked>> AskedAsync(this House house, Func<Task> meanwhile)
    {
        await using var context = house.Read();
        var connection = context.Database.GetDbConnection();
        var ear = new Ear((connection.DataSource, connection.Database));
        using (DiagnosticListener.AllListeners.Subscribe(ear))
            await meanwhile();
        return ear.Heard;
    }

    /// <summary>Hears of every command that EF is about to run on one database; other tests run theirs on others.</summary>
    private sealed class Ear((string Source, string Database) on) : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
    {
        private readonly Lock _gate = new();
        private readonly List<Asked> _heard = [];

        public IReadOnlyList<Asked> Heard
        {
            get
            {
                lock (_gate)
                    return [.. _heard];
            }
        }

        public void OnNext(DiagnosticListener value)
        {
            if (value.Name == DbLoggerCategory.Name)
                value.Subscribe(this);
        }

        public void OnNext(KeyValuePair<string, object?> value)
        {
            if (value.Key != RelationalEventId.CommandExecuting.Name || value.Value is not CommandEventData { Command: { Connection: { } connection } command }
                || (connection.DataSource, connection.Database) != on)
            {
                return;
            }

            var asked = new Asked(command.CommandText, [.. command.Parameters.Cast<DbParameter>().Select(one => (one.ParameterName, one.Value))]);
            lock (_gate)
                _heard.Add(asked);
        }

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }
    }
}
