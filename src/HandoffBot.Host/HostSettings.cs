using System.Globalization;
using HandoffBot.Core.Playbooks;
using Microsoft.Data.Sqlite;

namespace HandoffBot.Host;

/// <summary>What the configuration keys come to, checked at start: every mistake names its key and says what belongs there.</summary>
internal sealed record HostSettings
{
    /// <summary>Whether Slack's secrets are set, so that a real workspace is served.</summary>
    public required bool ServesSlack { get; init; }

    /// <summary>Whether the playground starts: only while no platform secret is set.</summary>
    public required bool Plays { get; init; }

    public required int PlaygroundPort { get; init; }

    public required string ConnectionString { get; init; }

    public required string PlaybooksFolder { get; init; }

    public static HostSettings From(IConfiguration configuration, List<string> mistakes)
    {
        var servesSlack = Any(configuration, "Slack:SigningSecret", "Slack:BotToken", "Slack:AppToken", "Slack:ClientSecret");
        var servesMsTeams = Any(configuration, "MsTeams:AppId", "MsTeams:AppPassword");
        if (servesMsTeams)
            mistakes.Add("MsTeams:AppId is set, but this version does not serve Microsoft Teams yet. Leave the MsTeams keys out.");

        CheckRequests(Text(configuration, "Slack:RequestsPerMinute"), mistakes);
        var plays = !servesSlack && !servesMsTeams && Flag(configuration, "Playground:Enabled", true, mistakes);
        if (!servesSlack && !plays && mistakes.Count == 0)
            mistakes.Add("Nothing to serve: set Slack:BotToken with Slack:SigningSecret (HTTP) or Slack:AppToken (Socket Mode), or let the playground start (Playground:Enabled).");

        return new HostSettings
        {
            ServesSlack = servesSlack,
            Plays = plays,
            PlaygroundPort = Port(configuration, mistakes),
            ConnectionString = Database(configuration, plays, mistakes),
            PlaybooksFolder = Text(configuration, "Playbooks:Folder") ?? HostFolders.Playbooks,
        };
    }

    /// <summary>Each organization plays on files of its own, so that trying another folder does not meet the people of the last one.</summary>
    public HostSettings For(Organization organization)
    {
        if (!Plays)
            return this;

        var words = new string([.. organization.Name.ToLowerInvariant().Where(char.IsAsciiLetterOrDigit).Take(40)]);
        var file = new SqliteConnectionStringBuilder(ConnectionString).DataSource;
        var own = Path.Combine(Path.GetDirectoryName(file)!, words.Length == 0 ? "playground.db" : $"playground-{words}.db");
        return this with { ConnectionString = new SqliteConnectionStringBuilder { DataSource = own }.ConnectionString };
    }

    private static string Database(IConfiguration configuration, bool plays, List<string> mistakes)
    {
        var provider = Text(configuration, "Database:Provider") ?? "sqlite";
        if (!provider.Equals("sqlite", StringComparison.OrdinalIgnoreCase))
            mistakes.Add($"Database:Provider is '{provider}'. This version stores in SQLite only: set it to sqlite, or leave it out.");

        var file = File(Text(configuration, "Database:ConnectionString"), mistakes);
        if (!plays)
            return file.ConnectionString;

        // A file of its own beside the configured one: the playground's people and clock must never reach a real database.
        file.DataSource = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(file.DataSource)) ?? HostFolders.Data, "playground.db");
        return new SqliteConnectionStringBuilder { DataSource = file.DataSource }.ConnectionString;
    }

    private static SqliteConnectionStringBuilder File(string? given, List<string> mistakes)
    {
        var usual = new SqliteConnectionStringBuilder { DataSource = Path.Combine(HostFolders.Data, "handoffbot.db") };
        if (given is null)
            return usual;

        const string example = "For SQLite it is, for example, Data Source=/var/lib/handoffbot/handoffbot.db.";
        try
        {
            var file = new SqliteConnectionStringBuilder(given);
            if (file.DataSource.Length > 0 && !file.DataSource.StartsWith(':') && file.Mode != SqliteOpenMode.Memory)
                return file;

            mistakes.Add($"Database:ConnectionString names no file, and what is kept only in memory is lost. {example}");
        }
        catch (Exception wrong) when (wrong is ArgumentException or FormatException)
        {
            mistakes.Add($"Database:ConnectionString cannot be read. {example}");
        }

        return usual;
    }

    private static void CheckRequests(string? given, List<string> mistakes)
    {
        if (given is not null && !int.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            mistakes.Add($"Slack:RequestsPerMinute is '{given}'. It is how many requests of one workspace are let in within a minute; 0 sets no limit.");
    }

    private static int Port(IConfiguration configuration, List<string> mistakes)
    {
        var text = Text(configuration, "Playground:Port");
        if (text is null)
            return 3979;
        if (int.TryParse(text, out var port) && port is >= 0 and <= 65535)
            return port;

        mistakes.Add($"Playground:Port is '{text}', which is not a port. Leave it out for 3979.");
        return 3979;
    }

    private static bool Flag(IConfiguration configuration, string key, bool otherwise, List<string> mistakes)
    {
        var text = Text(configuration, key);
        if (text is null)
            return otherwise;
        if (bool.TryParse(text, out var flag))
            return flag;

        mistakes.Add($"{key} is '{text}'. It is true or false.");
        return otherwise;
    }

    private static bool Any(IConfiguration configuration, params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
        {
            if (Text(configuration, key) is not null)
                return true;
        }

        return false;
    }

    private static string? Text(IConfiguration configuration, string key) =>
        string.IsNullOrWhiteSpace(configuration[key]) ? null : configuration[key]!.Trim();
}
