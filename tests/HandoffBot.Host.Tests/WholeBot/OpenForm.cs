namespace HandoffBot.Host.Tests.WholeBot;

/// <summary>A form in front of somebody, with what was typed into it: a modal of Slack, a dialog of Microsoft Teams.</summary>
internal abstract class OpenForm
{
    public abstract string Id { get; }

    /// <summary>What its submitting button says; empty where it has none.</summary>
    public abstract string SubmitLabel { get; }

    public abstract IEnumerable<string> Labels { get; }

    /// <summary>Everything on it, with the sentences beside its inputs.</summary>
    public abstract string Text { get; }

    /// <summary>Whether it waits for something, rather than only says something.</summary>
    public bool Asks() => Labels.Any() || SubmitLabel.Length > 0;

    public bool Asks(string label) => Labels.Contains(label);

    public bool Says(string text) => Text.Contains(text, StringComparison.Ordinal);

    /// <summary>Fills an input with text, a date, or one choice or several separated by "; " of those that stand there.</summary>
    public abstract void Fill(string label, string value);

    public abstract void Clear(string label);

    /// <summary>Ticks the box that stands with a sentence.</summary>
    public abstract void Tick(string sentence);

    /// <summary>Whether the box that stands with a sentence is ticked as the form stands.</summary>
    public abstract bool IsTicked(string sentence);

    /// <summary>The sentence beside an input; null when there is none.</summary>
    public abstract string? ErrorBeside(string label);
}
