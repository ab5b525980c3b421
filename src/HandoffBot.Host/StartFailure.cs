using System.Net.Sockets;
using HandoffBot.Engine;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace HandoffBot.Host;

/// <summary>Says in a sentence what keeps the bot from starting, and how to mend it, for what people can mend.</summary>
internal static class StartFailure
{
    /// <param name="database">As sentences name it.</param>
    /// <returns>Null for what is a bug and should be seen whole.</returns>
    public static IReadOnlyList<string>? Explain(Exception failure, string database) => failure switch
    {
        OptionsValidationException wrong => [.. wrong.Failures],
        DatabaseUnusableException unusable => [unusable.Message],
        InvalidDataException malformed => [$"{malformed.Message} {malformed.GetBaseException().Message}"],
        SocketException refused => [$"{refused.Message.TrimEnd('.')}. Let the bot listen there, or choose other ports with --urls and Playground:Port."],
        IOException taken when taken.GetBaseException() is SocketException or Microsoft.AspNetCore.Connections.AddressInUseException =>
            [$"{taken.Message.TrimEnd('.')}. Stop what listens there, or choose other ports with --urls and Playground:Port."],
        UnauthorizedAccessException denied => [$"{denied.Message.TrimEnd('.')}. Let the bot write there, or set Database:ConnectionString."],
        SqliteException broken =>
            [$"The database {database} cannot be used: {broken.Message.TrimEnd('.')}. Look at the file and its folder, or set Database:ConnectionString."],
        IOException disk => [$"{disk.Message.TrimEnd('.')}. Look at the folder of {database}, or set Database:ConnectionString."],
        { InnerException: { } inner } => Explain(inner, database),
        _ => null,
    };
}
