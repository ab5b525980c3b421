namespace HandoffBot.Core.Playbooks.Yaml;

/// <summary>A place in a file of the configuration, counted from 1.</summary>
internal readonly record struct Place(string File, int Line, int Column);

/// <summary>What a YAML file says, with the place of everything, so that a mistake can be pointed at.</summary>
internal abstract record YamlNode(Place At)
{
    /// <summary>What it is, for sentences.</summary>
    public abstract string What { get; }

    /// <summary>A key without a value, <c>~</c> or <c>null</c>.</summary>
    public virtual bool IsEmpty => false;

    /// <param name="Quoted">Written in quotes or as a block, so that <c>"null"</c> is a text.</param>
    public sealed record Scalar(Place At, string Text, bool Quoted) : YamlNode(At)
    {
        public override string What => IsEmpty ? "nothing" : "a single value";

        public override bool IsEmpty => string.IsNullOrWhiteSpace(Text) || (!Quoted && Text is "~" or "null");
    }

    public sealed record List(Place At, IReadOnlyList<YamlNode> Items) : YamlNode(At)
    {
        public override string What => "a list";
    }

    public sealed record Map(Place At, IReadOnlyList<Entry> Entries) : YamlNode(At)
    {
        public override string What => "a set of keys";
    }

    public sealed record Entry(Scalar Key, YamlNode Value);
}
