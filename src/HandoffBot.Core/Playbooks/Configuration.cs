namespace HandoffBot.Core.Playbooks;

/// <summary>A configuration folder that has no mistakes.</summary>
/// <param name="Playbooks">By key, in the order of their file names.</param>
public sealed record Configuration(Organization Organization, IReadOnlyDictionary<string, Playbook> Playbooks);

/// <summary>One file of the folder.</summary>
/// <param name="Name">Relative to the folder, for example <c>organization.yml</c>.</param>
public sealed record ConfigurationFile(string Name, string Text);

/// <summary>Something in a file that must be mended: where, what is wrong, and what would be right.</summary>
/// <param name="Line">Counted from 1.</param>
/// <param name="Column">Counted from 1.</param>
public sealed record Mistake(string File, int Line, int Column, string Says)
{
    public override string ToString() => $"{File}:{Line}:{Column} {Says}";
}

/// <summary>What reading a folder came to: a configuration, or every mistake at once.</summary>
public abstract record Reading
{
    private Reading()
    {
    }

    public sealed record Good(Configuration Configuration) : Reading;

    public sealed record Bad(IReadOnlyList<Mistake> Mistakes) : Reading;
}
