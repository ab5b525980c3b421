using System.Collections.Immutable;
using System.Text;

namespace HandoffBot.Engine.Conversations;

/// <summary>One word, or several in quotes.</summary>
/// <param name="Quoted">Meant exactly as it stands.</param>
internal sealed record SpokenWord(string Text, bool Quoted);

/// <summary>A line of text as words. Quotes, straight or typographic, hold words together.</summary>
internal sealed record SpokenWords(ImmutableArray<SpokenWord> Of)
{
    private const string Opening = "\"“„«";
    private const string Closing = "\"”“»";

    public int Count => Of.Length;

    /// <summary>The words as one text with single spaces.</summary>
    public string Text => string.Join(' ', Of.Select(word => word.Text));

    public SpokenWords Skip(int count) => new([.. Of.Skip(count)]);

    public SpokenWords Take(int count) => new([.. Of.Take(count)]);

    public static SpokenWords From(string line)
    {
        var words = ImmutableArray.CreateBuilder<SpokenWord>();
        var word = new StringBuilder();
        var quoted = false;
        foreach (var letter in line)
        {
            if (quoted ? Closing.Contains(letter, StringComparison.Ordinal) : word.Length == 0 && Opening.Contains(letter, StringComparison.Ordinal))
            {
                Flush(words, word, quoted);
                quoted = !quoted;
            }
            else if (!quoted && char.IsWhiteSpace(letter))
            {
                Flush(words, word, quoted);
            }
            else
            {
                word.Append(letter);
            }
        }

        Flush(words, word, quoted);
        return new(words.ToImmutable());
    }

    private static void Flush(ImmutableArray<SpokenWord>.Builder words, StringBuilder word, bool quoted)
    {
        if (word.ToString().Trim() is { Length: > 0 } text)
            words.Add(new(text, quoted));

        word.Clear();
    }

    public bool Equals(SpokenWords? other) => other is not null && Of.SequenceEqual(other.Of);

    public override int GetHashCode() => Of.Length;
}
