using System.Text.RegularExpressions;
using HandoffBot.Core.Clocks;
using HandoffBot.Core.Playbooks.Yaml;
using NodaTime;

namespace HandoffBot.Core.Playbooks.Files;

/// <summary>Reads <c>organization.yml</c>.</summary>
internal static partial class OrganizationReader
{
    private static readonly string[] Keys =
    [
        "organization", "timezone", "currency", "admins", "slack", "msteams", "calendars", "ladders", "teams", "clocks", "assignment", "webhooks",
    ];

    /// <summary>What clients are told apart by before anybody owns them.</summary>
    private static readonly Subjects OfClients = new(
        new Dictionary<string, FieldKind?>
        {
            ["territory"] = new FieldKind.Text(null, null, null, null),
            ["segment"] = new FieldKind.Text(null, null, null, null),
            ["value"] = new FieldKind.Money(null, null),
        },
        []);

    public static (Organization Organization, Names Names) Read(YamlNode.Map root, IReadOnlyList<ConfigurationFile> files, Mistakes mistakes)
    {
        var section = Section.Of(root, "organization.yml", mistakes, Keys)!;
        var zone = Shapes.Zone(section, "timezone", needed: true) ?? DateTimeZone.Utc;
        var names = new Names(NamesOf(section, "teams"), NamesOf(section, "ladders"), NamesOf(section, "calendars"), NamesOf(section, "webhooks"), zone);

        var organization = new Organization
        {
            Name = section.Text("organization", most: 80, needed: true) ?? "",
            Zone = zone,
            Currency = ReadCurrency(section),
            Admins = Shapes.Emails(section, "admins"),
            SlackWorkspaces = Bindings.Workspaces(section.Node("slack"), mistakes),
            MsTeamsTenants = Bindings.Tenants(section.Node("msteams"), mistakes),
            Calendars = ReadCalendars(section, zone, files),
            Ladders = section.Named("ladders").ToDictionary(one => one.Key.Text, one => LadderReader.Read(one.Key.Text, one.Value, names, mistakes)),
            Teams = ReadTeams(section, names),
            BoundAt = ReadPlaces(section),
            Clocks = ClockReader.ReadOrganization(section.Node("clocks"), names, mistakes),
            Assignment = [.. section.Items("assignment").Select(item => ReadAssignment(item, names, mistakes)).OfType<AssignmentRule>()],
            Webhooks = ReadWebhooks(section),
        };
        return (organization, names);
    }

    private static IReadOnlyCollection<string> NamesOf(Section section, string key) =>
        section.Has(key) ? [.. section.Named(key).Select(entry => entry.Key.Text)] : [];

    private static string ReadCurrency(Section section)
    {
        var currency = section.NeededText("currency")?.ToUpperInvariant() ?? "";
        if (currency.Length > 0 && !CurrencyShape().IsMatch(currency))
            section.Mistakes.Add(section.At("currency"), $"'{currency}' is not a currency; write its three letters, such as EUR");
        return currency;
    }

    private static Dictionary<string, BusinessCalendar> ReadCalendars(Section section, DateTimeZone zone, IReadOnlyList<ConfigurationFile> files)
    {
        var calendars = new Dictionary<string, BusinessCalendar>();
        foreach (var (key, value) in section.Named("calendars"))
        {
            if (CalendarReader.Read(key, value, zone, files, section.Mistakes) is { } calendar)
                calendars[key.Text] = calendar;
        }

        return calendars;
    }

    private static OrderedDictionary<string, Team> ReadTeams(Section section, Names names)
    {
        var teams = new OrderedDictionary<string, Team>();
        var entries = section.Named("teams", needed: true);
        if (section.Node("teams") is YamlNode.Map { Entries.Count: 0 } none)
            section.Mistakes.Add(none.At, "'teams' needs at least one team");
        foreach (var (key, value) in entries)
        {
            if (TeamReader.Read(key, value, names, section.Mistakes) is { } team)
                teams[key.Text] = team;
        }

        return teams;
    }

    /// <summary>Where the channels of teams are written.</summary>
    private static Dictionary<string, int> ReadPlaces(Section section)
    {
        var places = new Dictionary<string, int>();
        foreach (var (key, value) in section.Node("teams") is YamlNode.Map teams ? teams.Entries : [])
        {
            if ((value as YamlNode.Map)?.Entries.FirstOrDefault(one => one.Key.Text is "slack" or "msteams") is { } bound)
                places[key.Text] = bound.Key.At.Line;
        }

        return places;
    }

    private static AssignmentRule? ReadAssignment(YamlNode node, Names names, Mistakes mistakes)
    {
        if (Section.Of(node, "a rule of 'assignment'", mistakes, "when", "owner", "team") is not { } section)
            return null;

        var when = section.Needed("when") is { } condition ? ConditionReader.Read(condition, OfClients, mistakes) : null;
        var owner = Shapes.Email(section, "owner");
        var team = Names.Read(section, "team", "team", names.Teams);
        if (section.Has("owner") == section.Has("team"))
            mistakes.Add(section.Start, "a rule of 'assignment' names either an 'owner' or a 'team'");
        return when is null ? null : new(when, owner, team);
    }

    private static Dictionary<string, Webhook> ReadWebhooks(Section section)
    {
        var webhooks = new Dictionary<string, Webhook>();
        foreach (var (key, value) in section.Named("webhooks"))
        {
            if (Section.Of(value, $"webhook '{key.Text}'", section.Mistakes, "url", "secret") is not { } one)
                continue;

            var url = one.Parse("url", text => Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps ? uri : null,
                "an address that begins with https://", needed: true);
            if (url is not null && WhyNotCallable(url) is { } why)
                section.Mistakes.Add(one.At("url"), why);
            var secret = one.NeededText("secret");
            if (secret is not null && !VariableShape().IsMatch(secret))
                section.Mistakes.Add(one.At("secret"), "'secret' is the name of an environment variable such as BILLING_HOOK_SECRET, never the secret itself");
            if (Shapes.Key(key.Text, key.At, "webhook", section.Mistakes) && url is not null && secret is not null)
                webhooks[key.Text] = new(key.Text, url, secret);
        }

        return webhooks;
    }

    private static string? WhyNotCallable(Uri url) => url switch
    {
        { UserInfo.Length: > 0 } => "'url' has a name or password in it; the receiver knows the bot by the signature, so leave them out",
        _ when PublicAddress.IsPlainlyNot(url) => $"'url' leads into a private network ({url.Host}); a webhook is called only at a public address",
        _ => null,
    };

    [GeneratedRegex(@"^[A-Z]{3}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex CurrencyShape();

    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_]{0,127}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex VariableShape();
}
