using System.Collections.Immutable;
using System.Globalization;

namespace HandoffBot.Core.Chat.Cards;

/// <summary>What is bound to what, and first of all what is wrong: for admins, page by page.</summary>
public static class SetupCard
{
    /// <summary>So many lines stand on a page: each takes a block of a message's 50.</summary>
    public const int PageSize = 15;

    /// <param name="page">From 1; one that does not exist shows the nearest that does.</param>
    public static Card For(IReadOnlyList<SetupSection> sections, int page)
    {
        var lines = sections.SelectMany(section => section.Lines.Select(line => (section.Title, Line: line))).ToList();
        var pages = Math.Max(1, (lines.Count + PageSize - 1) / PageSize);
        var shown = Math.Clamp(page, 1, pages);
        var title = pages > 1 ? $"Set-up, page {shown} of {pages}" : "Set-up";
        var parts = new List<CardPart> { new CardPart.Header(title) };
        string? last = null;
        foreach (var (section, line) in lines.Skip((shown - 1) * PageSize).Take(PageSize))
        {
            if (section != last)
                parts.Add(new CardPart.Text(Phrase.Of(new Inline.Strong(section))));
            parts.Add(new CardPart.Text(line));
            last = section;
        }

        parts.Add(new CardPart.Buttons(
        [
            .. shown > 1 ? [To("Previous", shown - 1)] : (CardButton[])[],
            .. shown < pages ? [To("Next", shown + 1)] : (CardButton[])[],
            To("Look again", 1),
        ]));
        return new(title, [.. parts]);
    }

    private static CardButton To(string label, int page) => new(label, Presses.Say($"setup {page.ToString(CultureInfo.InvariantCulture)}"));
}

/// <summary>Lines that belong together.</summary>
public sealed record SetupSection(string Title, ImmutableArray<Phrase> Lines)
{
    public bool Equals(SetupSection? other) => other is not null && Title == other.Title && Lines.SequenceEqual(other.Lines);

    public override int GetHashCode() => Title.GetHashCode(StringComparison.Ordinal);
}
