using HandoffBot.Core.Handoffs;
using HandoffBot.Engine.Storage.Rows;

namespace HandoffBot.Faults;

/// <summary>Both platforms together: a handoff has a card on each side, wherever the sides are.</summary>
internal sealed class Walls(IReadOnlyList<IWall> walls)
{
    public IEnumerable<string> Doubled(World world) => walls.SelectMany(wall => wall.Doubled(world));

    public IEnumerable<string> Unseen(World world) => walls.SelectMany(wall => wall.Unseen(world));

    /// <summary>Cards that do not show how their handoff stands.</summary>
    public IEnumerable<string> Wrong(World world)
    {
        foreach (var handoff in world.Handoffs.Where(one => one.Round > 0))
        {
            var cards = world.Cards.Where(one => one.Handoff == handoff.Number).ToList();
            foreach (var role in new[] { CardRole.Brief, CardRole.SenderCard }.Where(role => cards.Count(one => one.Role == role) != 1))
                yield return $"H-{handoff.Number} is {handoff.Status} and has {cards.Count(one => one.Role == role)} cards as {role}";

            foreach (var card in cards.Where(card => !Shows(card, handoff)))
                yield return $"H-{handoff.Number} is {handoff.Status} (version {handoff.Version}), and its {card.Role} in {card.Platform}, drawn of version {card.Shows}, says “{Find(card)?.Text}”";
        }
    }

    private bool Shows(CardRow card, HandoffRow handoff) =>
        Find(card) is { } hung && hung.Buttons.Contains(card.Role == CardRole.Brief ? "Accept" : "Withdraw") == (handoff.Status == HandoffStatus.Submitted);

    private Hung? Find(CardRow card) => walls.Single(wall => wall.Platform == card.Platform).Find(card);
}
