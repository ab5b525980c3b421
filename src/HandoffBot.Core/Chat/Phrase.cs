using System.Collections.Immutable;
using NodaTime;

namespace HandoffBot.Core.Chat;

/// <summary>
/// A piece of text for people. Text stays as it was written; each edge escapes it, so that nothing in it can become markup or a mention.
/// </summary>
public sealed record Phrase(ImmutableArray<Inline> Parts)
{
    public static Phrase Of(params ReadOnlySpan<Inline> parts) => new([.. parts]);

    public static implicit operator Phrase(string text) => new([new Inline.Plain(text)]);

    public static Phrase FromString(string text) => text;

    public Phrase Then(params ReadOnlySpan<Inline> more) => new([.. Parts, .. more]);

    public bool Equals(Phrase? other) => other is not null && Parts.SequenceEqual(other.Parts);

    public override int GetHashCode() => Parts.Length;
}

/// <summary>A part of a phrase.</summary>
public abstract record Inline
{
    private Inline()
    {
    }

    public static implicit operator Inline(string text) => new Plain(text);

    public static Inline FromString(string text) => text;

    public sealed record Plain(string Text) : Inline;

    public sealed record Strong(string Text) : Inline;

    /// <summary>Notifies the person on a platform where they have an account of that workspace; elsewhere shows the name.</summary>
    public sealed record Mention(string Name, ImmutableArray<AccountRef> Accounts) : Inline
    {
        public bool Equals(Mention? other) => other is not null && Name == other.Name && Accounts.SequenceEqual(other.Accounts);

        public override int GetHashCode() => Name.GetHashCode(StringComparison.Ordinal);
    }

    /// <summary>An instant, shown in the reader's own zone.</summary>
    /// <param name="Fallback">Zone of the text for readers whose platform cannot say their zone.</param>
    public sealed record When(Instant At, DateTimeZone Fallback) : Inline;

    public sealed record Link(string Text, Uri To) : Inline;

    /// <summary>Something to type, set apart: <c>/handoff inbox</c> on Slack. The edge adds the platform's way to call the bot.</summary>
    public sealed record Command(string Words) : Inline;
}
