using System.Collections.Immutable;
using HandoffBot.Core.Chat;
using HandoffBot.Core.Chat.Screens;
using HandoffBot.Core.Playbooks;

namespace HandoffBot.Engine.Conversations;

/// <summary>One step of the checklist as it came back: what it changes, and what on it is malformed.</summary>
internal sealed record Sheet
{
    public required FormToken Token { get; init; }

    public required Playbook Playbook { get; init; }

    /// <summary>Null until the first Next has started the handoff.</summary>
    public required HandoffView? View { get; init; }

    public required ImmutableDictionary<string, Input> Inputs { get; init; }

    /// <summary>The fields that the form had: it changes no others.</summary>
    public required ImmutableHashSet<string> Drawn { get; init; }

    /// <summary>Every valid answer on it, and null for what was emptied.</summary>
    public required ImmutableDictionary<string, Answer?> Changes { get; init; }

    /// <summary>By field id.</summary>
    public required ImmutableDictionary<string, string> Errors { get; init; }

    private Answers Stored => View?.Handoff.Answers ?? Answers.None;

    /// <summary>What is stored with this sheet laid over it.</summary>
    public Answers Answers => Stored.With(Changes);

    /// <summary>An answer on this sheet asks for a field that the sheet did not show yet.</summary>
    public bool AsksForMore => ChecklistScreen.AskedHere(Playbook, Token.Step, Answers).Any(asked => !Drawn.Contains(asked.Id));

    public static Sheet Read(FormToken token, Playbook playbook, HandoffView? view, ImmutableDictionary<string, Input> inputs, FieldContext context)
    {
        var drawn = ChecklistScreen.DrawnIn(token, playbook);
        var read = FieldInputs.Read(playbook.Checklist.Fields.Where(field => drawn.Contains(field.Id)), inputs, context);
        return new()
        {
            Token = token, Playbook = playbook, View = view, Inputs = inputs, Drawn = drawn, Changes = read.Changes, Errors = read.Errors,
        };
    }

    /// <summary>The same step again with what stands in it.</summary>
    public Form Redrawn(ImmutableDictionary<string, string>? errors = null) => new ChecklistScreen
    {
        Playbook = Playbook,
        Step = Token.Step,
        Answers = Answers,
        View = View,
        Inputs = Inputs,
        Drawn = Drawn,
        Errors = errors ?? ImmutableDictionary<string, string>.Empty,
        Drawing = Token.Drawing + 1,
        Correcting = Token.Kind == FormKind.CorrectStep,
    }.Draw();
}
