using System.Collections.Immutable;
using HandoffBot.Core.Handoffs;
using HandoffBot.Engine.Storage;
using HandoffBot.Engine.Storage.Rows;

namespace HandoffBot.Engine.Desks;

/// <summary>
/// How much people have in hand, by the index that holds nothing that is over. Asked at a submit, so it costs the same however much that is:
/// nobody's is counted further than it can matter.
/// </summary>
internal sealed class InHand
{
    private readonly ByColumn<HandoffRow, Guid?> _held = new(one => one.Holder);

    /// <param name="context">Of the transaction that decides.</param>
    /// <param name="people">Among whom the round decides.</param>
    /// <param name="handoff">As it is stored. It is to be proposed, so it counts for nobody.</param>
    public async ValueTask<ImmutableDictionary<PersonId, int>> OfAsync(EngineContext context, ImmutableArray<PersonId> people, Handoff handoff)
    {
        // One more than can matter, since one of them may be the handoff itself.
        var counted = await _held.CountEachAsync(context, [.. people.Select(one => (Guid?)one.Value)], HandoffRules.MostInHand + 1);
        return people.Zip(counted).ToImmutableDictionary(
            one => one.First, one => Math.Min(one.Second - (handoff.Holder == one.First ? 1 : 0), HandoffRules.MostInHand));
    }
}
