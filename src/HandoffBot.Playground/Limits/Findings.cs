namespace HandoffBot.Playground.Limits;

/// <summary>What is wrong with a message or a view, each with its place, worded as Slack words it.</summary>
internal sealed class Findings
{
    private readonly List<string> _sentences = [];

    public bool Any => _sentences.Count > 0;

    public IReadOnlyList<string> Sentences => _sentences;

    public void Add(string pointer, string sentence) => _sentences.Add($"{sentence} [json-pointer:{pointer}]");
}
