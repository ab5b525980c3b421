using System.Collections.Immutable;
using HandoffBot.Core.Clients;
using HandoffBot.Core.Handoffs;
using NodaTime;

namespace HandoffBot.Core.Playbooks;

/// <summary>What was answered, by field id. Answers of fields that are not asked at the moment are kept but do not count.</summary>
public sealed record Answers(ImmutableDictionary<string, Answer> ByField)
{
    public static readonly Answers None = new(ImmutableDictionary<string, Answer>.Empty);

    public Answer? Find(string field) => ByField.GetValueOrDefault(field);

    /// <summary>These answers with some set and some (null) taken away.</summary>
    public Answers With(IReadOnlyDictionary<string, Answer?> changes)
    {
        var next = ByField.ToBuilder();
        foreach (var (field, answer) in changes)
        {
            if (answer is null)
                next.Remove(field);
            else
                next[field] = answer;
        }

        return new(next.ToImmutable());
    }

    /// <summary>Only what is asked: each field's condition, looked at in order, sees the asked earlier ones alone.</summary>
    /// <remarks>A condition looks at earlier fields only, so what later ones hold need not be taken away before. Mostly nothing is.</remarks>
    public Answers Asked(Checklist checklist)
    {
        var (asked, count) = (this, 0);
        foreach (var field in checklist.Fields)
        {
            if (asked.Find(field.Id) is null)
                continue;

            if (field.When?.Holds(asked) ?? true)
                count++;
            else
                asked = new(asked.ByField.Remove(field.Id));
        }

        // What is left over belongs to no field.
        return count == asked.ByField.Count ? asked : new(asked.ByField.RemoveRange(asked.ByField.Keys.Where(one => checklist.Find(one) is null)));
    }

    /// <summary>The ids of the fields that these answers ask for.</summary>
    public IReadOnlySet<string> Asking(Checklist checklist)
    {
        var asked = Asked(checklist);
        return checklist.Fields.Where(field => field.When?.Holds(asked) ?? true).Select(field => field.Id).ToHashSet(StringComparer.Ordinal);
    }

    public bool Equals(Answers? other) =>
        other is not null && ByField.Count == other.ByField.Count
        && ByField.All(pair => pair.Value.Equals(other.Find(pair.Key)));

    public override int GetHashCode() => ByField.Count;
}

/// <summary>One valid answer.</summary>
public abstract record Answer
{
    private Answer()
    {
    }

    /// <summary>Whether a condition's value names this answer: equal text ignoring case, <c>yes</c>/<c>no</c>, or one of several choices.</summary>
    public virtual bool Matches(string value) => string.Equals(Plain, value, StringComparison.OrdinalIgnoreCase);

    /// <summary>The number that <c>at-least</c> compares, where there is one.</summary>
    public virtual decimal? Amount => null;

    /// <summary>The answer as plain text for people, unshortened.</summary>
    public abstract string Plain { get; }

    /// <summary>The same, as people read it on a card.</summary>
    public virtual string Shown => Plain;

    /// <summary>Text, long text, e-mail, URL or phone.</summary>
    public sealed record Text(string Value) : Answer
    {
        public override string Plain => Value;
    }

    public sealed record Number(decimal Value) : Answer
    {
        public override decimal? Amount => Value;

        public override string Plain => Value.ToString("0.############################", System.Globalization.CultureInfo.InvariantCulture);
    }

    public sealed record Money(decimal Value, string Currency) : Answer
    {
        public override decimal? Amount => Value;

        public override string Plain => $"{Currency} {Value.ToString("#,##0.00##########", System.Globalization.CultureInfo.InvariantCulture)}";

        /// <summary>Whole amounts without their zeros.</summary>
        public override string Shown => Value == decimal.Truncate(Value)
            ? $"{Currency} {Value.ToString("#,##0", System.Globalization.CultureInfo.InvariantCulture)}"
            : Plain;
    }

    public sealed record Date(LocalDate Value) : Answer
    {
        public override string Plain => Value.ToString("uuuu-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

        /// <summary>With the month in letters, which no reader takes for the day.</summary>
        public override string Shown => Value.ToString("d MMM uuuu", System.Globalization.CultureInfo.InvariantCulture);
    }

    public sealed record Choice(string Option) : Answer
    {
        public override string Plain => Option;
    }

    public sealed record Choices(ImmutableArray<string> Options) : Answer
    {
        public override string Plain => string.Join(", ", Options);

        public override bool Matches(string value) => Options.Contains(value, StringComparer.OrdinalIgnoreCase);

        public bool Equals(Choices? other) => other is not null && Options.SequenceEqual(other.Options);

        public override int GetHashCode() => Options.Length;
    }

    public sealed record YesNo(bool Value) : Answer
    {
        public override string Plain => Value ? "Yes" : "No";

        public override bool Matches(string value) =>
            base.Matches(value) || string.Equals(value, Value ? "true" : "false", StringComparison.OrdinalIgnoreCase);
    }

    /// <param name="Name">As it was when answered.</param>
    public sealed record Person(PersonId Id, string Name) : Answer
    {
        public override string Plain => Name;
    }

    /// <param name="Id">None while a new client's name is only text in the draft.</param>
    public sealed record Client(ClientId? Id, string Name) : Answer
    {
        public override string Plain => Name;
    }
}
