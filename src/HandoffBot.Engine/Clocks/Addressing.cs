using System.Collections.Immutable;
using HandoffBot.Core.Chat;
using HandoffBot.Core.Clocks;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Playbooks;
using HandoffBot.Engine.Delivery;
using HandoffBot.Engine.Directory;
using HandoffBot.Engine.Storage;
using HandoffBot.Engine.Storage.Rows;
using HandoffBot.Engine.Webhooks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace HandoffBot.Engine.Clocks;

/// <summary>One person or channel that a ping goes to.</summary>
/// <param name="Person">Null for a channel.</param>
internal sealed record Addressee(PingRole As, Lane Lane, PersonId? Person)
{
    /// <summary>Who is away and covered for by the one who is pinged.</summary>
    public PersonId? For { get; init; }

    /// <summary>What else the same person is to the same step.</summary>
    public ImmutableArray<StoredPart> Also { get; init; } = [];

    public IReadOnlyList<StoredPart> Parts => [new(As, For?.Value), .. Also];

    /// <summary>Each person and channel once, with all that they are.</summary>
    public static ImmutableArray<Addressee> Merged(IEnumerable<Addressee> found) =>
    [
        .. found.GroupBy(one => one.Person is { } person ? $"{person.Value}" : $"{one.Lane}", StringComparer.Ordinal)
            .Select(same => same.First() with { Also = [.. same.SelectMany(one => one.Parts).Distinct().Skip(1)] }),
    ];
}

/// <summary>Whom a step pings and which webhooks it calls.</summary>
/// <param name="NotServed">For each of its targets that nothing goes to, why.</param>
/// <param name="PassedOn">For each that went to somebody else than was meant, why and to whom.</param>
internal sealed record Addressed(
    ImmutableArray<Addressee> Pinged, ImmutableArray<string> Webhooks, ImmutableArray<string> NotServed, ImmutableArray<string> PassedOn);

/// <summary>
/// Finds whom the targets of a step mean. One that names nobody reachable passes on at once: to whoever is next in the order of
/// holders, to the lead of the team that must move, to the admins. Nobody is pinged twice by one step.
/// </summary>
/// <remarks>
/// A person who is pinged and whose channel is pinged as well gets both: the channel's mentions nobody, so it is the only one that notifies them.
/// </remarks>
internal sealed partial class Addressing(
    Rulebook rulebook, Platforms platforms, Reaching reaching, WebhookBook webhooks, BusinessClock clock, ILogger<Addressing> log)
{
    private readonly ByColumn<ClientRow, Guid> _clients = new(one => one.Id);

    private const string Nobody = "nobody could be reached, not even an admin";

    public async Task<Addressed> OfAsync(EngineContext context, Matter matter, ClockSpec spec, IEnumerable<Target> targets)
    {
        var found = new List<Addressee>();
        var (called, notServed, passedOn) = (new List<string>(), new List<string>(), new List<string>());
        foreach (var target in targets)
        {
            if (WhyNotServed(matter, target) is { } why)
                notServed.Add(why);
            else if (target is Target.ToWebhook webhook)
                called.Add(webhook.Name);
            else
                await AddAsync(context, spec, [.. await NamedAsync(context, matter, spec, target)], found, notServed, passedOn);
        }

        if (found.Count == 0 && notServed.Contains(Nobody, StringComparer.Ordinal))
            NobodyReached(spec.Kind, matter.Handoff?.Reference ?? $"client {matter.About?.Value}");
        return new(
            Addressee.Merged(found), [.. called.Distinct()], [.. notServed], [.. passedOn.Distinct()]);
    }

    /// <summary>Who must move and can be reached; null when it is a whole team, or nobody.</summary>
    public async Task<PersonId?> HolderAsync(EngineContext context, Matter matter, ClockSpec spec) =>
        (await reaching.FirstAsync(context, await HoldersAsync(context, matter, spec))).First?.Person;

    /// <summary>Who has the part now for which somebody was to be pinged: claims, owners and senders change while a ping waits.</summary>
    /// <returns>Null for the parts that do not change hands, and where nobody has it.</returns>
    public async Task<Addressee?> NowAsync(EngineContext context, Matter matter, ClockSpec spec, PingRole part)
    {
        Target? target = part switch
        {
            PingRole.Holder => new Target.Holder(),
            PingRole.Owner => new Target.Owner(),
            PingRole.Sender => new Target.Sender(),
            PingRole.Receiver => new Target.Receiver(),
            _ => null,
        };
        return target is null || WhyNotServed(matter, target) is not null
            ? null
            : (await reaching.FirstAsync(context, await NamedAsync(context, matter, spec, target))).First;
    }

    /// <summary>
    /// Who is pinged in place of somebody who has left or gone away meanwhile: who covers for them, else the lead of the team that must move,
    /// else the admins.
    /// </summary>
    /// <param name="parts">All that the person is to the step; whoever covers for them does so in all of it.</param>
    public async Task<IReadOnlyList<Addressee>> InsteadAsync(EngineContext context, ClockSpec spec, PersonId person, IReadOnlyList<StoredPart> parts) =>
        (await reaching.FirstAsync(context, [Named.Of(parts[0].As, person), LeadOf(spec.TurnTeam)])).First switch
        {
            { For: not null } cover => [cover with { Also = [.. parts.Skip(1).Select(one => new StoredPart(one.As, cover.For?.Value)).Distinct()] }],
            { } lead => [lead],
            null => await AdminsAsync(context),
        };

    /// <summary>Of those who are meant, then the lead, then the admins, whoever is reached first.</summary>
    private async Task AddAsync(
        EngineContext context, ClockSpec spec, IReadOnlyList<Named> meant, List<Addressee> found, List<string> notServed, List<string> passedOn)
    {
        var (first, passedOver) = await reaching.FirstAsync(context, [.. meant, LeadOf(spec.TurnTeam)]);
        Addressee[] reached = first is not null ? [first] : [.. await AdminsAsync(context)];
        found.AddRange(reached);
        if (reached.Length == 0)
            notServed.Add(Nobody);

        if (passedOver.IsEmpty && meant.All(one => one is { Person: null, Email: null, Channel: null }))
            passedOver = ["nobody has that part"];
        if (passedOver.IsEmpty)
            return;

        var to = reached switch
        {
            [] => "nobody",
            [{ As: not PingRole.Admin } one] => await reaching.NameAsync(context, one),
            _ => "the admins",
        };
        passedOn.Add($"{string.Join(", ", passedOver)}, so it went to {to}");
    }

    private string? WhyNotServed(Matter matter, Target target) => target switch
    {
        not (Target.Holder or Target.Sender or Target.Lead) when matter.IsUnsent => "a draft is its sender's own business until it is sent",
        Target.Sender or Target.Receiver when matter.Handoff is null => "a client's own clock has neither sender nor receiver",
        Target.MsTeamsChannel when !platforms.Serves(Platform.MsTeams) => "Microsoft Teams is not connected",
        Target.SlackChannel when !platforms.Serves(Platform.Slack) => "Slack is not connected",
        Target.ToWebhook webhook => webhooks.WhyNot(webhook.Name),
        _ => null,
    };

    /// <summary>Those whom a target means, the one who is meant first in front.</summary>
    private async Task<IEnumerable<Named>> NamedAsync(EngineContext context, Matter matter, ClockSpec spec, Target target) => target switch
    {
        Target.Holder => await HoldersAsync(context, matter, spec),
        Target.Owner => [Named.Of(PingRole.Owner, await OwnerAsync(context, matter))],
        Target.Sender when matter.Handoff is { } handoff => [Named.Of(PingRole.Sender, handoff.Sender), LeadOf(handoff.SendingTeam)],
        Target.Receiver when matter.Handoff is { } handoff => [Named.Of(PingRole.Receiver, handoff.Accepted?.Keeper ?? handoff.Proposal?.Person), OnDuty(handoff, PingRole.Receiver), Channel(handoff.ReceivingTeam)],
        Target.Channel => [Channel(spec.TurnTeam)],
        Target.Lead => [LeadOf(spec.TurnTeam)],
        Target.Manager => [Named.Of(PingRole.Manager, await ManagerAsync(context, spec.TurnTeam))],
        Target.Email email => [new(PingRole.Named, null, email.Address, null)],
        Target.SlackChannel slack => [At(Platform.Slack, slack.Id)],
        Target.MsTeamsChannel msTeams => [At(Platform.MsTeams, msTeams.Id)],
        _ => throw new InvalidOperationException($"An unknown target: {target}."),
    };

    private async Task<IEnumerable<Named>> HoldersAsync(EngineContext context, Matter matter, ClockSpec spec) => (spec.Kind, matter.Handoff) switch
    {
        (ClockKind.Acceptance, { } handoff) =>
        [
            Named.Of(PingRole.Holder, handoff.ClaimedBy), Named.Of(PingRole.Holder, handoff.Proposal?.Person), OnDuty(handoff, PingRole.Holder), Channel(handoff.ReceivingTeam),
        ],
        (ClockKind.Clarification or ClockKind.Rework or ClockKind.DraftIdle or ClockKind.Handover, { } handoff) => [Named.Of(PingRole.Holder, handoff.Sender)],
        (ClockKind.Commitment, _) => [Named.Of(PingRole.Holder, matter.PromiseHolder)],
        _ => [Named.Of(PingRole.Holder, await OwnerAsync(context, matter))],
    };

    private Named OnDuty(Handoff handoff, PingRole part)
    {
        var organization = rulebook.Organization;
        var rotation = organization.Teams.GetValueOrDefault(handoff.ReceivingTeam)?.OnDuty;
        return new(part, null, rotation?.On(clock.Now.InZone(organization.Zone).Date), null);
    }

    private Named Channel(string team) => new(PingRole.Channel, null, null, platforms.ChannelOf(rulebook.Organization.Teams.GetValueOrDefault(team)));

    private Named At(Platform platform, string id) => new(PingRole.Named, null, null, new ChannelRef(platform, platforms.Home(platform) ?? "", id));

    private Named LeadOf(string team) => new(PingRole.Lead, null, rulebook.Organization.Teams.GetValueOrDefault(team)?.Lead, null);

    private async Task<PersonId?> OwnerAsync(EngineContext context, Matter matter) => matter.Client is { } known ? known.Owner
        : matter.About is { } client
        ? new PersonId((await _clients.OneAsync(context, client.Value))!.Owner)
        : null;

    /// <summary>Who leads a team in which the lead is an ordinary member.</summary>
    private static async Task<PersonId?> ManagerAsync(EngineContext context, string team)
    {
        var managers =
            from lead in context.Memberships
            join place in context.Memberships on lead.Person equals place.Person
            join manager in context.Memberships on place.Team equals manager.Team
            where lead.Team == team && lead.IsLead && !place.IsLead && manager.IsLead
            orderby manager.Team
            select (Guid?)manager.Person;
        return await managers.FirstOrDefaultAsync() is { } person ? new PersonId(person) : null;
    }

    private async Task<IReadOnlyList<Addressee>> AdminsAsync(EngineContext context)
    {
        var (reached, away) = (new List<Addressee>(), new List<Addressee>());
        foreach (var admin in rulebook.Organization.Admins.Select(email => new Named(PingRole.Admin, null, email, null)))
        {
            if ((await reaching.FirstAsync(context, [admin])).First is { } one)
                reached.Add(one);
            else if (await reaching.EvenAwayAsync(context, admin) is { } absent)
                away.Add(absent);
        }

        // Nobody hears of it otherwise.
        return reached.Count > 0 ? reached : away;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Nobody could be reached about the {Clock} clock of {About}, not even an admin")]
    private partial void NobodyReached(ClockKind clock, string about);
}
