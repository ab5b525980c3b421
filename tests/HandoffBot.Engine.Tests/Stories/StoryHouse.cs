using System.Collections.Immutable;
using HandoffBot.Core.Chat;
using HandoffBot.Core.Handoffs;
using Microsoft.Extensions.DependencyInjection;

namespace HandoffBot.Engine.Tests.Stories;

/// <summary>
/// A house on both platforms: Sales in Slack hand over to Onboarding in Microsoft Teams, from where it may go on to Far in Slack. Onboarding
/// work by office hours, so what they are reminded of may wait.
/// </summary>
internal sealed class StoryHouse : IAsyncDisposable
{
    private const string Tenant = "5d0a2f5c-7d2f-4a9e-9f0b-0d5c1b0f3a11";

    private const string Organization = $$"""
        organization: Test
        timezone: Europe/London
        currency: GBP
        admins: [ada@example.com]
        slack: {workspaces: [{{FakePlatform.Home}}]}
        msteams: {tenants: [{{Tenant}}]}
        calendars:
          office:
            hours: {mon-fri: ["09:00-17:00"]}
        ladders:
          acceptance:
            - {at: 25%, notify: [holder]}
            - {at: 100%, notify: [holder, lead, channel], repeat: {every: 30m, times: 2} }
            - {at: +2h, notify: [channel, manager], urgent: true}
        teams:
          sales: {name: Sales, slack: {channel: C0SALES}, announce: true, lead: lea@example.com, members: [ana@example.com, sam@example.com]}
          onboarding: {name: Onboarding, msteams: {team: "19:onboarding@thread.tacv2", channel: "19:intake@thread.tacv2"}, lead: olga@example.com, members: [kim@example.com, omar@example.com], assign: round-robin, calendar: office}
          far: {name: Far, slack: {channel: C0FAR}, lead: fay@example.com, members: [finn@example.com]}
        """;

    private const string Playbook = """
        playbook: sales-to-onboarding
        name: Sales to Onboarding
        from: sales
        to: onboarding
        clocks:
          acceptance: {within: 4h, ladder: acceptance}
          clarification: {within: 4h, ladder: acceptance}
          rework: {within: 1d, ladder: acceptance}
          kickoff: {within: 2d, ladder: acceptance}
          draft-idle: {within: 1d, ladder: acceptance}
        checklist:
          - step: Client
            fields:
              - {id: client, label: Client, type: client, required: true}
              - {id: scope, label: Scope, type: text, required: true}
        criteria: [The scope is clear]
        read-back: true
        reject-reasons: [{id: unclear, label: Scope is unclear}]
        """;

    private static readonly ImmutableArray<string> OfSlack = ["ada", "lea", "ana", "sam", "fay", "finn"];

    private static readonly ImmutableArray<string> OfMsTeams = ["kim", "omar", "olga"];

    private StoryHouse(House house, FakePlatform msTeams, ImmutableDictionary<string, PersonId> people) => (Of, MsTeams, People) = (house, msTeams, people);

    public House Of { get; }

    public FakePlatform MsTeams { get; }

    public IEnumerable<FakePlatform> Platforms => [Of.Slack, MsTeams];

    public ImmutableDictionary<string, PersonId> People { get; }

    public static async Task<StoryHouse> OpenAsync()
    {
        var (slack, msTeams) = (new FakePlatform(), new FakePlatform(Platform.MsTeams, Tenant));
        foreach (var name in OfSlack.Concat(OfMsTeams))
            (PlatformOf(name) == Platform.Slack ? slack : msTeams).Add(AccountOf(name), $"{name}@example.com", char.ToUpperInvariant(name[0]) + name[1..]);

        var house = await House.OpenAsync(
            Organization, Playbook, slack, also: services => services.AddSingleton<IChatEdge>(msTeams).AddSingleton<IChatDirectory>(msTeams));
        var people = await house.Reading.PeopleAsync("@example.com");
        return new(house, msTeams, people.ToImmutableDictionary(one => one.Name.ToLowerInvariant(), one => one.Id));
    }

    public static string AccountOf(string name) => "U" + name.ToUpperInvariant();

    public string NameOf(PersonId person) => People.Single(one => one.Value == person).Key;

    public static Platform PlatformOf(string name) => OfMsTeams.Contains(name) ? Platform.MsTeams : Platform.Slack;

    public AccountRef Account(string name) => PlatformOf(name) == Platform.Slack
        ? new(Platform.Slack, FakePlatform.Home, AccountOf(name))
        : new(Platform.MsTeams, Tenant, AccountOf(name));

    public ValueTask DisposeAsync() => Of.DisposeAsync();
}
