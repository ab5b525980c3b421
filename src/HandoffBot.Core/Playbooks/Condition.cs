namespace HandoffBot.Core.Playbooks;

/// <summary>When a field is asked or a routing rule applies. A field that has no answer satisfies none but <see cref="IsNot"/>.</summary>
public abstract record Condition
{
    private Condition()
    {
    }

    /// <summary>Holds for these answers; answers of fields that are not asked count as absent.</summary>
    public abstract bool Holds(Answers answers);

    /// <summary>The fields that it looks at.</summary>
    public abstract IEnumerable<string> Fields { get; }

    public sealed record Is(string Field, string Value) : Condition
    {
        public override IEnumerable<string> Fields => [Field];

        public override bool Holds(Answers answers) => answers.Find(Field)?.Matches(Value) == true;
    }

    public sealed record IsNot(string Field, string Value) : Condition
    {
        public override IEnumerable<string> Fields => [Field];

        public override bool Holds(Answers answers) => answers.Find(Field)?.Matches(Value) != true;
    }

    public sealed record AnyOf(string Field, IReadOnlyList<string> Values) : Condition
    {
        public override IEnumerable<string> Fields => [Field];

        public override bool Holds(Answers answers) => answers.Find(Field) is { } answer && Values.Any(answer.Matches);
    }

    public sealed record AtLeast(string Field, decimal Value) : Condition
    {
        public override IEnumerable<string> Fields => [Field];

        public override bool Holds(Answers answers) => answers.Find(Field)?.Amount is { } amount && amount >= Value;
    }

    public sealed record Answered(string Field, bool Value) : Condition
    {
        public override IEnumerable<string> Fields => [Field];

        public override bool Holds(Answers answers) => answers.Find(Field) is not null == Value;
    }

    public sealed record All(IReadOnlyList<Condition> Of) : Condition
    {
        public override IEnumerable<string> Fields => Of.SelectMany(condition => condition.Fields);

        public override bool Holds(Answers answers) => Of.All(condition => condition.Holds(answers));
    }

    public sealed record Any(IReadOnlyList<Condition> Of) : Condition
    {
        public override IEnumerable<string> Fields => Of.SelectMany(condition => condition.Fields);

        public override bool Holds(Answers answers) => Of.Any(condition => condition.Holds(answers));
    }
}
