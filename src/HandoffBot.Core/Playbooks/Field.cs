using HandoffBot.Core.Clients;
using NodaTime;

namespace HandoffBot.Core.Playbooks;

/// <summary>One question of a checklist.</summary>
public sealed record Field
{
    /// <summary>snake_case, unique in its playbook.</summary>
    public required string Id { get; init; }

    public required string Label { get; init; }

    public required FieldKind Kind { get; init; }

    public bool Required { get; init; }

    public string? Hint { get; init; }

    /// <summary>The field is asked only when this holds. It looks only at earlier fields.</summary>
    public Condition? When { get; init; }
}

/// <summary>What a field's answer is, with the limits that go with it.</summary>
public abstract record FieldKind
{
    private FieldKind()
    {
    }

    /// <param name="Pattern">Runs non-backtracking, within 100 ms, over the whole text.</param>
    /// <param name="PatternSays">What a text must look like, for people.</param>
    public sealed record Text(int? MinLength, int? MaxLength, string? Pattern, string? PatternSays) : FieldKind;

    public sealed record LongText(int? MinLength, int? MaxLength, string? Pattern, string? PatternSays) : FieldKind;

    public sealed record Number(decimal? Min, decimal? Max) : FieldKind;

    public sealed record Money(decimal? Min, decimal? Max) : FieldKind;

    public sealed record Date(DateLimit? NotBefore, DateLimit? NotAfter) : FieldKind;

    public sealed record Choice(IReadOnlyList<string> Options) : FieldKind;

    public sealed record Choices(IReadOnlyList<string> Options) : FieldKind;

    public sealed record YesNo : FieldKind;

    public sealed record Person : FieldKind;

    public sealed record Client : FieldKind
    {
        /// <summary>Of which kind: a release's field takes releases alone.</summary>
        public Subject Of { get; init; } = Subject.Client;
    }

    public sealed record Email : FieldKind;

    public sealed record Url : FieldKind;

    public sealed record Phone : FieldKind;
}

/// <summary>A limit of a date field: a date, or a number of days from today in the organization's zone.</summary>
public abstract record DateLimit
{
    private DateLimit()
    {
    }

    public abstract LocalDate On(LocalDate today);

    public sealed record Fixed(LocalDate Date) : DateLimit
    {
        public override LocalDate On(LocalDate today) => Date;
    }

    public sealed record FromToday(int Days) : DateLimit
    {
        public override LocalDate On(LocalDate today) => today.PlusDays(Days);
    }
}
