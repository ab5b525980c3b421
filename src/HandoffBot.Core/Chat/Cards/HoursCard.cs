using NodaTime;

namespace HandoffBot.Core.Chat.Cards;

/// <summary>When somebody is reminded, for themselves.</summary>
public static class HoursCard
{
    public static Card For(HoursView hours)
    {
        var says = Phrase.Of(hours switch
        {
            { Own: { } own } => $"Your own hours: {own}, by the clocks of {hours.Zone.Id}. Your team's holidays stay.",
            { Team: { } team, IsAlways: false } => $"You keep the hours of {team}, by the clocks of {hours.Zone.Id}.",
            _ => "You keep no hours: you are reminded at any time.",
        });
        says = hours.Opens is { } opens
            ? says.Then(" The next reminder that is not urgent reaches you from ", new Inline.When(opens, hours.Zone), " on.")
            : says.Then(" You are reminded at this time, too.");
        return hours.Own is null
            ? Card.Says(says.Then(" To keep others: ", new Inline.Command("hours mon-thu 9-17, fri 9-13"), "."))
            : NoticeCards.WithButtons(says, new CardButton("Back to my team's", Presses.Say("hours off")));
    }

    public static Card NotRead(string mistake) => Card.Says(Phrase.Of(
        $"I cannot read these hours: {mistake}. Say, for example, ", new Inline.Command("hours 10-18"), " or ", new Inline.Command("hours mon-thu 9-17, fri 9-13"),
        "; ", new Inline.Command("hours off"), " goes back to your team's."));
}

/// <summary>Somebody's hours, as they look at them themselves.</summary>
/// <param name="Own">As they said them; null where those of their team count.</param>
/// <param name="Team">The name of the team whose hours they keep otherwise.</param>
/// <param name="IsAlways">Whether that team works around the clock.</param>
/// <param name="Zone">By whose clocks.</param>
/// <param name="Opens">When they work next; null when that is now.</param>
public sealed record HoursView(string? Own, string? Team, bool IsAlways, DateTimeZone Zone, Instant? Opens);
