using System.Net.Sockets;
using HandoffBot.Engine;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace HandoffBot.Host;

/// <summary>Says in a sentence what keeps the bot from starting, and how to mend it, for what people can mend.</summary>
internal static class StartFailure
{
    /// <returns>Null for what is a bug and should be seen whole.</returns>
    public static IReadOnlyList<string>? Explain(Exception failure, string connectionString) => failure switch
    {
        OptionsValidationException wrong => [.. wrong.Failures],
        DatabaseUnusableException unusable => [unusable.Message],
        InvalidDataException malformed => [$"{malformed.Message} {malformed.GetBaseException().Message}"],
        SocketException refused => [$"{refused.Message.TrimEnd('.')}. Let the bot listen there, or choose other ports with --urls and Playground:Port."],
        IOException taken when taken.GetBaseException() is SocketException or Microsoft.AspNetCore.Connections.AddressInUseException =>
            [$"{taken.Message.TrimEnd('.')}. Stop what listens there, or choose other ports with --urls and Playground:Port."],
        UnauthorizedAccessException denied => [$"{denied.Message.TrimEnd('.')}. Let the bot write there, or set Database:ConnectionString."],
        SqliteException database =>
            [$"The database {File(connectionString)} cannot be used: {database.Message.TrimEnd('.')}. Look at the file and its folder, or set Database:ConnectionString."],
        IOException disk => [$"{disk.Message.TrimEnd('.')}. Look at the folder of {File(connectionString)}, or set Database:ConnectionString."],
        { InnerException: { } inner } => Explain(inner, connectionString),
        _ => null,
    };

    public static string File(string connectionString) => new SqliteConnectionStringBuilder(connectionString).DataSource;
}
