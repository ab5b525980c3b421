using System.Collections.Immutable;

namespace HandoffBot.Core.Chat.Cards;

/// <summary>Where somebody stands with being away, for themselves.</summary>
public static class AbsenceCard
{
    private static readonly CardButton Back = new("I am back", Presses.Say("back"));

    public static Card For(AbsenceView absence) => absence.Until is { } until
        ? NoticeCards.WithButtons($"You are away until {until}; from that day on you are reminded again. {Instead(absence)}{Outside(absence)}{Covered(absence)}", Back)
        : Card.Says(Phrase.Of("You are not away. To say that you are: ", new Inline.Command("away until 1 Dec cover @olu"), $".{Covered(absence)}"));

    /// <summary>To whoever is named as the cover.</summary>
    /// <param name="name">Who is away.</param>
    /// <param name="until">The day on which they are back.</param>
    public static string ToCover(string name, string until)
    {
        var shown = Shortened.To(name, 80);
        return $"{shown} is away until {until} and named you to cover: until then you hear of it when {shown} is to be reminded, and when it becomes {shown}'s turn.";
    }

    /// <summary>To whoever covered.</summary>
    public static string ToCoverAfterwards(string name) => $"{Shortened.To(name, 80)} is back, so you cover for them no more.";

    private static string Instead(AbsenceView absence) => absence switch
    {
        { Cover: { } cover } => $"{Name(cover)} covers for you and hears of what is yours; after them the lead of the team that must move does.",
        { HasCover: true } => "Who was to cover for you is not there either: what is yours goes to who is next in line, then to the lead of the team that must move.",
        _ => "Nobody covers for you: what is yours goes to who is next in line, then to the lead of the team that must move.",
    };

    private static string Outside(AbsenceView absence) => absence is { Cover: { } cover, IsOutside: true }
        ? $" {Name(cover)} is in none of your teams, so they hear of it, but may not answer for them."
        : "";

    private static string Covered(AbsenceView absence)
    {
        if (absence.Covers.IsEmpty)
            return "";

        var names = Counted.Few([.. absence.Covers.Select(one => one.Away is { } away ? $"{Name(one)} (until {away.Until})" : Name(one))]);
        var passes = absence.Until is null ? "" : " While you are away, that passes to who covers for you, else to the lead.";
        return $" You cover for {Counted.And(names)}.{passes}";
    }

    private static string Name(PersonView person) => Shortened.To(person.Name, 80);
}

/// <summary>Somebody's absence, as they look at it themselves.</summary>
/// <param name="Until">The day on which they are back, in words; null while they are there.</param>
/// <param name="Cover">Who hears of it in their place, where there is somebody who is there.</param>
/// <param name="HasCover">Whether somebody was named.</param>
/// <param name="IsOutside">Whether the cover is in none of their teams.</param>
/// <param name="Covers">For whom they cover themselves.</param>
public sealed record AbsenceView(string? Until, PersonView? Cover, bool HasCover, bool IsOutside, ImmutableArray<PersonView> Covers);
