using System.Collections.Immutable;
using NodaTime;

namespace HandoffBot.Core.Chat.Cards;

/// <summary>What pings one person or channel: alone, or together with others that go out at the same time.</summary>
public static class RemindersCard
{
    /// <summary>
    /// How many fit one message. Each takes up to five blocks of 50, and with the longest names and links some 1.4 kB of the 12 that a
    /// message may have.
    /// </summary>
    public const int Most = 8;

    /// <summary>One looks as it does alone. Several are listed, what is due first in front, each with its own buttons.</summary>
    /// <param name="reminders">All to the same person or channel, at most <see cref="Most"/>.</param>
    public static Card For(ImmutableArray<Reminder> reminders)
    {
        if (reminders is [var only])
        {
            var says = PingWords.Addressed(only.To).Then([.. only.Says.Parts]);
            return new(says, [new CardPart.Text(says), .. only.Below]);
        }

        var ordered = reminders.OrderBy(one => one.Due).ThenBy(one => one.About, StringComparer.Ordinal).ToList();
        var to = PingWords.Addressed(ordered[0].To);
        var count = Counted.Of(ordered.Count, "reminder");
        return new(
            to.Then($"{count}: {Counted.And(ordered.ConvertAll(one => one.About))}"),
            [
                new CardPart.Text(to.Then($"{count} at once, what is due first in front")),
                .. ordered.SelectMany(one => (IEnumerable<CardPart>)[new CardPart.Divider(), new CardPart.Text(one.Says), .. one.Below]),
            ]);
    }
}

/// <summary>What one ping says.</summary>
/// <param name="About">The handoff or the client, for a lock screen.</param>
/// <param name="Says">The sentence, without the person whom it addresses.</param>
/// <param name="Below">Why they are told, and what they can do.</param>
/// <param name="To">Whom it addresses; null for a channel.</param>
public sealed record Reminder(string About, Phrase Says, ImmutableArray<CardPart> Below, Instant Due, PersonView? To);
