using System.Collections.Immutable;
using System.Globalization;
using HandoffBot.Core.Clocks;
using NodaTime;

namespace HandoffBot.Core.Playbooks;

/// <summary>The company that runs the bot, as <c>organization.yml</c> describes it. One host serves one organization.</summary>
public sealed record Organization
{
    public required string Name { get; init; }

    /// <summary>The default zone of everything that names none.</summary>
    public required DateTimeZone Zone { get; init; }

    /// <summary>ISO 4217 code that an amount without one is in, for example <c>GBP</c>.</summary>
    public required string Currency { get; init; }

    /// <summary>E-mail addresses, lower case.</summary>
    public IReadOnlyList<string> Admins { get; init; } = [];

    /// <summary>Slack workspace ids that belong; empty means the one that the configured token belongs to.</summary>
    public IReadOnlyList<string> SlackWorkspaces { get; init; } = [];

    /// <summary>Entra tenant ids that belong; empty means the one that the configured app belongs to.</summary>
    public IReadOnlyList<string> MsTeamsTenants { get; init; } = [];

    public IReadOnlyDictionary<string, BusinessCalendar> Calendars { get; init; } = new Dictionary<string, BusinessCalendar>();

    public IReadOnlyDictionary<string, Ladder> Ladders { get; init; } = new Dictionary<string, Ladder>();

    /// <summary>By key, in the order of the file.</summary>
    public IReadOnlyDictionary<string, Team> Teams { get; init; } = new Dictionary<string, Team>();

    /// <summary>The line of the file on which a team's channel is named, by the team's key; a team that has none is not among them.</summary>
    public IReadOnlyDictionary<string, int> BoundAt { get; init; } = new Dictionary<string, int>();

    public ClientClocks Clocks { get; init; } = new();

    public IReadOnlyList<AssignmentRule> Assignment { get; init; } = [];

    public IReadOnlyDictionary<string, Webhook> Webhooks { get; init; } = new Dictionary<string, Webhook>();

    /// <summary>
    /// The calendar that a clock walks: the one it names, else that of the team whose turn it is, else none, which is 24/7.
    /// </summary>
    public BusinessCalendar CalendarOf(string? named, string? team)
    {
        var name = named ?? (team is not null && Teams.TryGetValue(team, out var found) ? found.Calendar : null);
        return name is not null && Calendars.TryGetValue(name, out var calendar) ? calendar : BusinessCalendar.Always(Zone);
    }

    /// <summary>The team's name, or its key where a running handoff names a team that the file no longer has.</summary>
    public string TeamName(string key) => Teams.TryGetValue(key, out var team) ? team.Name : key;
}

/// <summary>A group that sends or receives clients.</summary>
public sealed record Team
{
    public required string Key { get; init; }

    public required string Name { get; init; }

    public SlackBinding? Slack { get; init; }

    public MsTeamsBinding? MsTeams { get; init; }

    /// <summary>E-mail of the lead, who is a member.</summary>
    public string? Lead { get; init; }

    /// <summary>E-mail addresses, lower case, in the order of the file, which is the order of the round.</summary>
    public IReadOnlyList<string> Members { get; init; } = [];

    /// <summary>Name of the calendar that the team works by; none means 24/7.</summary>
    public string? Calendar { get; init; }

    public Assign Assign { get; init; } = Assign.None;

    /// <summary>Whether a member who sent a client may answer it, too.</summary>
    public bool SelfAccept { get; init; }

    /// <summary>Whether the sender's card is shown in this team's channel as well when the team sends.</summary>
    public bool Announce { get; init; }

    public OnDuty? OnDuty { get; init; }
}

/// <summary>Where a team works in Slack.</summary>
/// <param name="Channel">A channel id, <c>C…</c> or <c>G…</c>.</param>
/// <param name="UserGroup">A user group whose members are added to the team's, <c>S…</c>.</param>
public sealed record SlackBinding(string Channel, string? UserGroup);

/// <summary>Where a team works in Microsoft Teams.</summary>
public sealed record MsTeamsBinding(string Team, string Channel);

/// <summary>Whom a team proposes as the new owner where routing proposes nobody.</summary>
public enum Assign
{
    None,
    RoundRobin,
    Lead,

    /// <summary>Who is on duty; what a team that has a rotation does unless its file says otherwise.</summary>
    OnDuty,
}

/// <summary>A rotation of who is on duty.</summary>
/// <param name="EveryDays">Length of a turn in days.</param>
public sealed record OnDuty(int EveryDays, LocalDate Starts, IReadOnlyList<string> People)
{
    /// <summary>The e-mail address of who is on duty that day; null before the rotation starts.</summary>
    public string? On(LocalDate day) => day < Starts ? null : People[Place(day)];

    /// <summary>Everybody once, from whoever is on duty that day; nobody before the rotation starts.</summary>
    public ImmutableArray<string> From(LocalDate day) => day < Starts
        ? []
        : [.. Enumerable.Range(Place(day), People.Count).Select(place => People[place % People.Count]).Distinct()];

    /// <summary>When that is, in words that complete "on duty …": <c>today</c>, <c>this week</c>, <c>until 6 Dec</c>.</summary>
    public string Turn(LocalDate day) => EveryDays switch
    {
        1 => "today",
        7 => "this week",
        _ => $"until {Starts.PlusDays(((Period.DaysBetween(Starts, day) / EveryDays) + 1) * EveryDays - 1).ToString("d MMM", CultureInfo.InvariantCulture)}",
    };

    private int Place(LocalDate day) => Period.DaysBetween(Starts, day) / EveryDays % People.Count;
}

/// <summary>The clocks of a client that no single handoff owns.</summary>
public sealed record ClientClocks
{
    public ClockPolicy? ClientIdle { get; init; }

    public ClockPolicy? Commitment { get; init; }

    public ClockPolicy? Exception { get; init; }

    /// <summary>By severity.</summary>
    public IReadOnlyDictionary<string, ClockPolicy> Issue { get; init; } = new Dictionary<string, ClockPolicy>();

    public NegativeTrend? NegativeTrend { get; init; }

    public Suggest? Suggest { get; init; }
}

/// <summary>A client whose scores fall by <paramref name="FallsBy"/> over the last <paramref name="Last"/> is in trouble.</summary>
public sealed record NegativeTrend(int Last, decimal FallsBy);

/// <summary>A playbook change is suggested when a field was named <paramref name="After"/> times within <paramref name="Within"/>.</summary>
public sealed record Suggest(int After, Duration Within);

/// <summary>Which clients go to whom.</summary>
public sealed record AssignmentRule(Condition When, string? Owner, string? Team);

/// <summary>An outgoing webhook. <paramref name="SecretVariable"/> names the environment variable that holds its secret.</summary>
public sealed record Webhook(string Name, Uri Url, string SecretVariable);
