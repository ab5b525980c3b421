using HandoffBot.Core.Clients;
using HandoffBot.Core.Clocks;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Playbooks;
using HandoffBot.Engine.Directory;
using HandoffBot.Engine.Storage;
using HandoffBot.Engine.Storage.Rows;

namespace HandoffBot.Engine.Clocks;

/// <summary>What a clock is about, as it is now: a handoff, or a client.</summary>
/// <param name="Stored">The row of the handoff, which shows when this clock runs out; null for a clock that runs beside that of whoever must move.</param>
/// <param name="Client">Of a client's own clock, and where the client's owner sees to it; a handoff names its client itself.</param>
/// <param name="Organization">The edition by which the clock is laid.</param>
/// <param name="Spec">What the state says of the clock; null when it should not run any more.</param>
internal sealed record Matter(Handoff? Handoff, HandoffRow? Stored, Client? Client, Organization Organization, ClockSpec? Spec)
{
    /// <summary>The promise whose clock it is.</summary>
    public Commitment? Commitment { get; init; }

    /// <summary>What was left open, whose clock it is.</summary>
    public ExceptionRecord? Exception { get; init; }

    /// <summary>Who must see to a promise: while it is disputed whoever handed it over, else whoever owns the client.</summary>
    public PersonId? PromiseHolder => Commitment is { Dispute: not null, With: { } with } ? with.Sender : Client?.Owner;

    public ClientId? About => Handoff is { } handoff ? handoff.Client : Client?.Id;

    /// <summary>A draft that was never sent is its sender's own business, and the lead's.</summary>
    public bool IsUnsent => Handoff is { Status: HandoffStatus.Draft, Round: 0 };

    /// <summary>An entry of the history of what the clock is about.</summary>
    public TimelineRow Entry(string kind, NodaTime.Instant at, string body) => new()
    {
        Handoff = Handoff?.Number ?? Commitment?.With?.Handoff, Client = About?.Value, At = at, Kind = kind, Body = body,
    };
}

/// <summary>What a handoff's exceptions run by, read once for all of them.</summary>
/// <param name="Team">Of the client's owner.</param>
internal sealed record Owed(Handoff Handoff, Client Client, Organization Organization, string Team)
{
    /// <summary>What the clock of one of them is about.</summary>
    public Matter Of(ClockRow row)
    {
        var matter = new Matter(Handoff, null, Client, Organization, null) { Exception = Handoff.ToFillIn.FirstOrDefault(one => one.Number == row.Run) };
        return matter.Exception is null || Organization.Clocks.Exception is not { } policy
            ? matter
            : matter with { Spec = new ClockSpec(row.Kind, Matters.RunOf(row), policy, Team) };
    }
}

/// <summary>Finds what a clock is about.</summary>
internal sealed class Matters(Rulebook rulebook, Editions editions, Roll roll)
{
    private readonly ByColumn<ClientRow, Guid> _clients = new(one => one.Id);
    private readonly ByColumn<CommitmentRow, Guid> _commitments = new(one => one.Id);
    private readonly ByColumn<HandoffRow, int> _handoffs = new(one => one.Number);

    public async Task<Matter> OfAsync(EngineContext context, ClockRow row)
    {
        var organization = await editions.OfAsync(context, row.LaidBy);
        if (row.Client is { } client)
            return await OfClientAsync(context, row, client, organization);

        var stored = (await _handoffs.OneAsync(context, row.Handoff!.Value))!;
        var handoff = stored.ToHandoff(await rulebook.PinnedAsync(context, stored.Playbook, stored.PlaybookVersion));
        if (row.Kind == ClockKind.Exception)
            return (await OwedAsync(context, handoff, null, organization)).Of(row);

        var spec = ClockPlan.For(handoff).FirstOrDefault(spec => spec.Kind == row.Kind && spec.Run.Number == row.Run);
        return new(handoff, stored, null, organization, spec);
    }

    /// <summary>What the exceptions of a handoff are about as things stand now.</summary>
    /// <param name="client">Where it was read already.</param>
    public Task<Owed> OwedAsync(EngineContext context, Handoff handoff, Client? client) => OwedAsync(context, handoff, client, editions.Present);

    private async Task<Owed> OwedAsync(EngineContext context, Handoff handoff, Client? client, Organization organization)
    {
        client ??= await ClientAsync(context, handoff.Client!.Value.Value);
        return new(handoff, client, organization, await TeamOfAsync(context, client.Owner, organization));
    }

    /// <summary>The team whose calendar, channel and lead are meant: the owner's first, in the order of the file.</summary>
    private async ValueTask<string> TeamOfAsync(EngineContext context, PersonId owner, Organization organization)
    {
        var teams = await roll.TeamsOfAsync(context, owner);
        return organization.Teams.Keys.FirstOrDefault(teams.Contains) ?? "";
    }

    /// <summary>This command may know a newer owner than the database, or a client that is not there yet.</summary>
    private async Task<Client> ClientAsync(EngineContext context, Guid id) =>
        (context.Appended.OfType<ClientRow>().FirstOrDefault(one => one.Id == id) ?? await _clients.OneAsync(context, id)
            ?? throw new InvalidOperationException("A clock names a client that is not there.")).ToClient();

    internal static ClockRun RunOf(ClockRow row) => new(row.Run, row.Started, row.Used, row.PausedSince) { Budget = row.Budget, DueWas = row.DueWas };

    private async Task<Matter> OfClientAsync(EngineContext context, ClockRow row, Guid id, Organization organization)
    {
        var client = await ClientAsync(context, id);
        var commitment = row.Kind == ClockKind.Commitment ? await CommitmentAsync(context, row.Id) : null;
        var policy = row.Kind switch
        {
            ClockKind.ClientIdle => organization.Clocks.ClientIdle,
            ClockKind.Commitment when commitment?.IsRunning == true => organization.Clocks.Commitment,
            _ => null,
        };
        var matter = new Matter(null, null, client, organization, null) { Commitment = commitment };
        if (policy is null)
            return matter;

        var team = commitment is { Dispute: not null, With: { } with } ? with.Team : await TeamOfAsync(context, client.Owner, organization);
        return matter with { Spec = new ClockSpec(row.Kind, RunOf(row), policy, team) };
    }

    /// <summary>This command may have written it down.</summary>
    private async Task<Commitment> CommitmentAsync(EngineContext context, Guid id) =>
        (context.ChangeTracker.Entries<CommitmentRow>().Select(entry => entry.Entity).FirstOrDefault(one => one.Id == id)
            ?? await _commitments.OneAsync(context, id)
            ?? throw new InvalidOperationException("A clock names a commitment that is not there.")).ToCommitment();
}
