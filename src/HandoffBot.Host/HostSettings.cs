using System.Globalization;
using HandoffBot.Core.Playbooks;
using HandoffBot.Engine;

namespace HandoffBot.Host;

/// <summary>What the configuration keys come to, checked at start: every mistake names its key and says what belongs there.</summary>
internal sealed record HostSettings
{
    /// <summary>Whether Slack's secrets are set, so that a real workspace is served.</summary>
    public required bool ServesSlack { get; init; }

    /// <summary>Whether a key of Microsoft Teams is set that only a real bot has.</summary>
    public required bool ServesMsTeams { get; init; }

    /// <summary>Whether an emulator on this machine is served in place of Microsoft Teams.</summary>
    public required bool Emulates { get; init; }

    /// <summary>Whether the playground starts: only while no platform secret is set.</summary>
    public required bool Plays { get; init; }

    public required int PlaygroundPort { get; init; }

    /// <summary>Where this run keeps everything.</summary>
    public required Database Database { get; init; }

    /// <summary>What the keys name. The playground leaves it alone.</summary>
    public required Database Configured { get; init; }

    public required string PlaybooksFolder { get; init; }

    private const string Emulator = "MsTeams:DangerouslyServeLocalEmulator";

    public static HostSettings From(IConfiguration configuration, List<string> mistakes)
    {
        var servesSlack = Any(configuration, "Slack:SigningSecret", "Slack:BotToken", "Slack:AppToken", "Slack:ClientSecret");
        var emulates = Flag(configuration, Emulator, false, mistakes);
        var isManaged = Flag(configuration, "MsTeams:ManagedIdentity", false, mistakes);
        var servesMsTeams = emulates || isManaged || Any(configuration, "MsTeams:AppId", "MsTeams:AppPassword");
        if (emulates && (servesSlack || isManaged || Any(configuration, "MsTeams:AppPassword")))
            mistakes.Add($"{Emulator} is set beside a platform's secret: whoever reached the bot could act as anybody. Leave one of them out.");

        CheckRequests("Slack:RequestsPerMinute", "workspace", configuration, mistakes);
        CheckRequests("MsTeams:RequestsPerMinute", "tenant", configuration, mistakes);
        var plays = !servesSlack && !servesMsTeams && Flag(configuration, "Playground:Enabled", true, mistakes);
        if (!servesSlack && !servesMsTeams && !plays && mistakes.Count == 0)
        {
            mistakes.Add("Nothing to serve: set Slack:BotToken with Slack:SigningSecret (HTTP) or Slack:AppToken (Socket Mode), "
                + "or MsTeams:AppId with MsTeams:AppPassword (or MsTeams:ManagedIdentity) and MsTeams:TenantId, or let the playground start (Playground:Enabled).");
        }

        var configured = Database.From(configuration, mistakes);
        return new HostSettings
        {
            ServesSlack = servesSlack,
            ServesMsTeams = servesMsTeams,
            Emulates = emulates,
            Plays = plays,
            PlaygroundPort = Port(configuration, mistakes),
            Database = plays ? configured.ToPlayOn("playground.db") : emulates ? configured.ToPlayOn("emulator.db") : configured,
            Configured = configured,
            PlaybooksFolder = Text(configuration, "Playbooks:Folder") ?? HostFolders.Playbooks,
        };
    }

    /// <summary>Each organization plays on files of its own, so that trying another folder does not meet the people of the last one.</summary>
    public HostSettings For(Organization organization)
    {
        if (!Plays)
            return this;

        var words = new string([.. organization.Name.ToLowerInvariant().Where(char.IsAsciiLetterOrDigit).Take(40)]);
        return this with { Database = Configured.ToPlayOn(words.Length == 0 ? "playground.db" : $"playground-{words}.db") };
    }

    /// <summary>For looking after a database without serving anybody: a server that is named is meant, whether or not the secrets are there, too.</summary>
    public HostSettings ToLookAfter() => Configured.Provider == DatabaseProvider.Postgres ? this with { Plays = false, Database = Configured } : this;

    private static void CheckRequests(string key, string whose, IConfiguration configuration, List<string> mistakes)
    {
        if (Text(configuration, key) is { } given && !int.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            mistakes.Add($"{key} is '{given}'. It is how many requests of one {whose} are let in within a minute; 0 sets no limit.");
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
