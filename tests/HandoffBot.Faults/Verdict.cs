using HandoffBot.Core.Clocks;
using HandoffBot.Core.Handoffs;
using HandoffBot.Engine.Storage.Json;
using HandoffBot.Engine.Storage.Rows;

namespace HandoffBot.Faults;

/// <summary>What is wrong with the world when everything has come to rest. Each entry is a sentence that names the handoff.</summary>
internal sealed record Verdict(IReadOnlyList<string> Lost, IReadOnlyList<string> Doubled, IReadOnlyList<string> Wrong)
{
    public bool IsGood => Lost.Count == 0 && Doubled.Count == 0 && Wrong.Count == 0;

    public static Verdict Of(World world, Ledger ledger, Walls walls) => new(
        [.. LostActs(world, ledger), .. LostPings(world), .. LostMessages(world), .. walls.Unseen(world)],
        [.. DoubledActs(world), .. DoubledPings(world), .. DoubledHandoffs(world), .. walls.Doubled(world)],
        [.. WrongOwners(world), .. WrongClocks(world), .. walls.Wrong(world)]);

    /// <summary>Somebody was told that it was done, and it is not in the history.</summary>
    private static IEnumerable<string> LostActs(World world, Ledger ledger)
    {
        foreach (var (client, act) in ledger.Acts)
        {
            var happened = world.Of(client).SelectMany(world.Happened).ToHashSet(StringComparer.Ordinal);
            string[] owed = act == Acknowledged.Submitted ? ["submitted"] : ["submitted", act.ToString().ToLowerInvariant()];
            foreach (var kind in owed.Where(kind => !happened.Contains(kind)))
                yield return $"{client} was acknowledged as {kind}, which never happened";
        }
    }

    /// <summary>A step whose time came while its clock ran was neither sent nor held back for a reason.</summary>
    private static IEnumerable<string> LostPings(World world) =>
        from clock in world.Clocks
        where clock.Kind == ClockKind.Acceptance && clock.EndedAt is null
        let steps = world.Pings(clock).Select(ping => ping.Step).Distinct(StringComparer.Ordinal).ToList()
        where steps.Count != Company.Steps
        select $"H-{clock.Handoff}: of {Company.Steps} steps of the acceptance clock the history knows {string.Join(" and ", steps)}";

    private static IEnumerable<string> LostMessages(World world) => world.Deliveries
        .Where(one => one.State is DeliveryState.Pending or DeliveryState.Unknown or DeliveryState.Dead)
        .Select(one => $"{one.DedupeKey} is {one.State} after {one.Attempts} attempts: {one.Error}");

    private static IEnumerable<string> DoubledActs(World world) =>
        from entry in world.Timeline
        where entry.Kind is "submitted" or "accepted" or "rejected" or "withdrawn" or "missed"
        group entry by (entry.Handoff, entry.Kind) into same
        where same.Count() > 1
        select $"H-{same.Key.Handoff} was {same.Key.Kind} {same.Count()} times";

    private static IEnumerable<string> DoubledPings(World world) =>
        from clock in world.Clocks
        from ping in world.Pings(clock).Where(ping => ping.Kind == "pinged").GroupBy(ping => (ping.Step, ping.Repeat))
        where ping.Count() > 1
        select $"H-{clock.Handoff}: step {ping.Key.Step}.{ping.Key.Repeat} was decided {ping.Count()} times";

    private static IEnumerable<string> DoubledHandoffs(World world) =>
        from handoff in world.Handoffs
        where handoff.Client is not null && handoff.Status != HandoffStatus.Discarded
        group handoff by handoff.Client into same
        where same.Count() > 1
        select $"One client has {string.Join(" and ", same.Select(one => $"H-{one.Number}"))}";

    private static IEnumerable<string> WrongOwners(World world) =>
        from handoff in world.Handoffs
        where handoff.Client is not null
        let accepted = world.Timeline.LastOrDefault(entry => entry.Handoff == handoff.Number && entry.Kind == "accepted")
        let owner = accepted is null ? handoff.Sender : StorageJson.ReadEvent(accepted.Body).Owner
        where world.OwnerOf(handoff) != owner
        select $"H-{handoff.Number}: the owner is not who the history says";

    private static IEnumerable<string> WrongClocks(World world) =>
        from clock in world.Clocks
        let handoff = world.Handoffs.Single(one => one.Number == clock.Handoff)
        where clock.Kind == ClockKind.Acceptance && clock.EndedAt is null != (handoff.Status == HandoffStatus.Submitted)
        select $"H-{clock.Handoff} is {handoff.Status}, and its acceptance clock {(clock.EndedAt is null ? "runs" : "has ended")}";
}
