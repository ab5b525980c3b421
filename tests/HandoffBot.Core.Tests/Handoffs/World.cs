using System.Collections.Immutable;
using HandoffBot.Core.Clients;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Playbooks;
using NodaTime;

namespace HandoffBot.Core.Tests.Handoffs;

/// <summary>A small company: Sam and Ana (lead) of Sales hand clients to Olu (lead) and Kim of Onboarding, or to Dee (lead) and Max of Delivery.</summary>
internal static class World
{
    public static readonly Instant Noon = Instant.FromUtc(2026, 11, 23, 12, 0);

    public static readonly PersonId Sam = Id(1);
    public static readonly PersonId Ana = Id(2);
    public static readonly PersonId Olu = Id(3);
    public static readonly PersonId Kim = Id(4);
    public static readonly PersonId Dee = Id(5);
    public static readonly PersonId Max = Id(6);
    public static readonly PersonId Root = Id(7);
    public static readonly PersonId Zoe = Id(8);

    /// <summary>A member of Sales and of Onboarding.</summary>
    public static readonly PersonId Bea = Id(9);

    public static readonly ClientId Northwind = new(new Guid(100, 0, 0, new byte[8]));

    private static readonly ImmutableDictionary<PersonId, string> Names = new Dictionary<PersonId, string>
    {
        [Sam] = "Sam", [Ana] = "Ana", [Olu] = "Olu", [Kim] = "Kim", [Dee] = "Dee", [Max] = "Max", [Root] = "Root", [Zoe] = "Zoe", [Bea] = "Bea",
    }.ToImmutableDictionary();

    public static readonly ImmutableArray<Actor> Everybody =
    [
        Person(Sam, ["sales"]), Person(Ana, ["sales"], ["sales"]), Person(Olu, ["onboarding"], ["onboarding"]), Person(Kim, ["onboarding"]),
        Person(Dee, ["delivery"], ["delivery"]), Person(Max, ["delivery"]), Person(Root, [], admin: true), Person(Zoe, []),
        Person(Bea, ["sales", "onboarding"]),
    ];

    public static readonly Organization Acme = new()
    {
        Name = "Acme",
        Zone = DateTimeZoneProviders.Tzdb["Europe/London"],
        Currency = "GBP",
        Admins = ["root@acme.example"],
        Teams = new Dictionary<string, Team>
        {
            ["sales"] = new() { Key = "sales", Name = "Sales", Lead = "ana@acme.example" },
            ["onboarding"] = new() { Key = "onboarding", Name = "Onboarding", Lead = "olu@acme.example", Assign = Assign.RoundRobin },
            ["delivery"] = new() { Key = "delivery", Name = "Delivery", Lead = "dee@acme.example", Assign = Assign.Lead },
        },
    };

    public static readonly Playbook Playbook = new()
    {
        Key = "sales-to-onboarding",
        Version = "0123456789ab",
        Name = "Sales to Onboarding",
        From = "sales",
        To = "onboarding",
        Clocks = new() { Acceptance = Hours(4), Clarification = Hours(6), Rework = Hours(8), Kickoff = Hours(24), DraftIdle = Hours(48) },
        Checklist = new(
        [
            new("The deal",
            [
                new Field { Id = "client", Label = "Client", Kind = new FieldKind.Client(), Required = true },
                new Field { Id = "go_live", Label = "Promised go-live", Kind = new FieldKind.Date(new DateLimit.FromToday(0), null) },
                new Field { Id = "segment", Label = "Segment", Kind = new FieldKind.Choice(["SMB", "Enterprise", "Partner"]), Required = true },
            ]),
            new("The work",
            [
                new Field { Id = "scope", Label = "What was sold", Kind = new FieldKind.LongText(null, null, null, null), Required = true },
                new Field
                {
                    Id = "review", Label = "Security review", Kind = new FieldKind.YesNo(), Required = true,
                    When = new Condition.Is("segment", "Enterprise"),
                },
                new Field { Id = "risks", Label = "Known risks", Kind = new FieldKind.LongText(null, null, null, null) },
            ]),
        ]),
        Criteria = ["The scope is something that we deliver today", "The go-live date can be met"],
        ReadBack = true,
        RejectReasons = [new("scope-unclear", "Scope is unclear or missing"), new("wrong-team", "Not for this team")],
        Routing =
        [
            new(new Condition.Is("segment", "Enterprise"), null, "olu@acme.example"),
            new(new Condition.Is("segment", "Partner"), "delivery", null),
        ],
    };

    /// <summary>The same that asks for a next action, and begins on the day of the go-live.</summary>
    public static readonly Playbook Demanding = Playbook with { NextActions = true, Starts = "go_live", Clocks = Playbook.Clocks with { Handover = Hours(96) } };

    public static readonly Answers Ready = Answers.None.With(new Dictionary<string, Answer?>
    {
        ["client"] = new Answer.Client(Northwind, "Northwind"),
        ["segment"] = new Answer.Choice("SMB"),
        ["scope"] = new Answer.Text("Two sites and a data import"),
    });

    public static readonly Circumstances Usual = new()
    {
        Now = Noon,
        Today = new LocalDate(2026, 11, 23),
        Organization = Acme,
        Rosters = new Dictionary<string, TeamRoster>
        {
            ["sales"] = new([Member(Sam), Member(Ana), Member(Bea)], null),
            ["onboarding"] = new([Member(Olu), Member(Kim), Member(Bea)], null),
            ["delivery"] = new([Member(Dee), Member(Max)], null),
        }.ToImmutableDictionary(),
        Client = new Client(Northwind, "Northwind", Sam),
        NameOf = person => Names[person],
    };

    public static Actor Actor(PersonId person) => Everybody.Single(one => one.Person == person);

    public static string NameOf(PersonId person) => Names[person];

    public static RosterMember Member(PersonId person, bool reachable = true) =>
        new(person, Names[person], $"{Names[person].ToLowerInvariant()}@acme.example", reachable);

    public static Circumstances With(this Circumstances circumstances, string team, TeamRoster roster) =>
        circumstances with { Rosters = circumstances.Rosters.SetItem(team, roster) };

    public static Circumstances Later(this Circumstances circumstances, Duration by) => circumstances with { Now = circumstances.Now + by };

    public static Circumstances OwnedBy(this Circumstances circumstances, PersonId owner) =>
        circumstances with { Client = circumstances.Client! with { Owner = owner } };

    /// <summary>The same organization, in which the receiving team lets a member answer what they sent.</summary>
    public static Organization SelfAccepting(string team) => new()
    {
        Name = Acme.Name,
        Zone = Acme.Zone,
        Currency = Acme.Currency,
        Teams = Acme.Teams.ToDictionary(pair => pair.Key, pair => pair.Key == team ? pair.Value with { SelfAccept = true } : pair.Value),
    };

    /// <summary>The same organization, in which a team has no lead.</summary>
    public static Organization Leaderless(string team) => new()
    {
        Name = Acme.Name,
        Zone = Acme.Zone,
        Currency = Acme.Currency,
        Teams = Acme.Teams.ToDictionary(pair => pair.Key, pair => pair.Key == team ? pair.Value with { Lead = null } : pair.Value),
    };

    private static ClockPolicy Hours(int hours) => new(new Within.Wall(Duration.FromHours(hours)), "gentle", null);

    private static PersonId Id(int number) => new(new Guid(number, 0, 0, new byte[8]));

    private static Actor Person(PersonId person, string[] teams, string[]? leads = null, bool admin = false) =>
        new(person, Names[person], [.. teams], [.. leads ?? []], admin);
}
