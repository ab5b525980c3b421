using System.Collections.Immutable;
using HandoffBot.Core.Clients;
using HandoffBot.Core.Playbooks;

namespace HandoffBot.Core.Chat;

/// <summary>One screen on which a person fills something in: a modal on Slack, a dialog on Microsoft Teams.</summary>
/// <param name="Title">At most 24 characters.</param>
/// <param name="Submit">Label of the submitting button, at most 24 characters; none when there is nothing to send.</param>
public sealed record Form(FormToken Token, string Title, ImmutableArray<FormPart> Parts, string? Submit, string Close = "Close")
{
    public bool Equals(Form? other) =>
        other is not null && Token == other.Token && Title == other.Title && Submit == other.Submit && Close == other.Close
        && Parts.SequenceEqual(other.Parts);

    public override int GetHashCode() => Token.GetHashCode();
}

/// <summary>What a form carries so that its answer can be understood: never a permission.</summary>
/// <param name="Playbook">Key of the playbook while there is no handoff yet.</param>
/// <param name="Drawing">Grows with every redraw of one opened form, so that a repeated submission is known.</param>
/// <param name="Text">What else the form needs.</param>
public sealed record FormToken(
    FormKind Kind, int? Handoff = null, string? Playbook = null, int Round = 0, int Revision = 0, int Step = 0, int Drawing = 0, string? Text = null);

/// <summary>Which form it is.</summary>
public enum FormKind
{
    /// <summary>Says something; nothing to send.</summary>
    Sentence,
    ChoosePlaybook,

    /// <summary>One step of the checklist.</summary>
    Checklist,

    /// <summary>The last screen: the brief as the receiver will see it, and what is missing.</summary>
    Review,
    Accept,
    Reject,
    Details,

    /// <summary>Questions to the sending team.</summary>
    Ask,

    /// <summary>Answers to what is open.</summary>
    AnswerQuestions,

    /// <summary>Which step to correct.</summary>
    Correct,

    /// <summary>One step of the checklist while the receiver reads.</summary>
    CorrectStep,
    KickOff,

    /// <summary>A promise that is handed over with the client.</summary>
    Promise,

    /// <summary>To whom in the receiving team.</summary>
    Reassign,

    /// <summary>To which team, and why.</summary>
    ReRoute,
    SendBack,

    /// <summary>Who of the sending team goes on.</summary>
    ChangeSender,

    /// <summary>Something that is to be done next.</summary>
    NextAction,

    /// <summary>Where a message of the chat is kept, and as what.</summary>
    AddMessage,

    /// <summary>A promise to a client outside of any handoff.</summary>
    ClientPromise,

    /// <summary>Why a team cannot keep what it was asked about.</summary>
    DeclinePromise,

    /// <summary>Another day by which it can.</summary>
    OtherDay,

    /// <summary>Why a promise was broken.</summary>
    BreakPromise,

    /// <summary>The new day of a promise.</summary>
    MovePromise,

    /// <summary>How a dispute about a promise is to end.</summary>
    SettlePromise,

    /// <summary>To whom a client is transferred, and why.</summary>
    Own,

    /// <summary>What is wrong with a version of a playbook.</summary>
    NotYet,

    /// <summary>Why a required field stays open, and until when.</summary>
    Exception,

    /// <summary>What an approved exception left open.</summary>
    FillIn,
}

/// <summary>A part of a form. Each edge draws all of them; ids are unique in their form and stable from drawing to drawing.</summary>
public abstract record FormPart
{
    private FormPart()
    {
    }

    /// <summary>"Step 2 of 4 · 5 of 9 required".</summary>
    public sealed record Progress(string Text) : FormPart;

    /// <summary>Something to read.</summary>
    public sealed record Shown(CardPart Part) : FormPart;

    /// <summary>A field of the checklist, of any kind but person and client. Its id is the field's.</summary>
    /// <param name="Redraws">Others depend on it, so a change is sent at once.</param>
    /// <param name="Error">What was wrong with it, shown beside it.</param>
    public sealed record ChecklistField(Field Field, Input? Current, bool Redraws, string? Error) : FormPart;

    /// <summary>A person chosen by typing, from the organization's own people of both platforms.</summary>
    public sealed record PersonField(string Id, string Label, string? Hint, bool Required, Suggestion? Current, bool Redraws, string? Error) : FormPart;

    /// <summary>A client, or whatever else is handed over, chosen by typing, or a new one's name.</summary>
    public sealed record ClientField(string Id, string Label, string? Hint, bool Required, Suggestion? Current, bool Redraws, string? Error) : FormPart
    {
        /// <summary>Of which kind.</summary>
        public Subject Of { get; init; } = Subject.Client;
    }

    /// <summary>A handoff, or a client, chosen by typing a reference or a client's name.</summary>
    public sealed record HandoffField(string Id, string Label, string? Hint, bool Required, Suggestion? Current, string? Error) : FormPart;

    public sealed record TextField(string Id, string Label, string? Hint, bool Required, bool Multiline, int MaxLength, string? Current, string? Error) : FormPart;

    public sealed record OneOf(string Id, string Label, string? Hint, bool Required, ImmutableArray<Suggestion> Options, string? Current, string? Error) : FormPart;

    public sealed record ManyOf(string Id, string Label, string? Hint, bool Required, ImmutableArray<Suggestion> Options, ImmutableArray<string> Current, string? Error) : FormPart;

    /// <summary>Full sentences, each with its own box to tick. Each one's input id is <c>{Id}-{place from 0}</c> and comes back as <see cref="Input.Ticked"/>.</summary>
    public sealed record Criteria(string Id, ImmutableArray<Criterion> Of) : FormPart;

    /// <summary>Something that is missing or wrong, with a button that leads to its field.</summary>
    /// <param name="Or">What can be done about it instead.</param>
    public sealed record Finding(string Field, string Label, string Says, Press Fix, CardButton? Or = null) : FormPart;

    /// <summary>Buttons inside the form, such as Back and Discard.</summary>
    public sealed record AnswerButtons(ImmutableArray<CardButton> Of) : FormPart;
}

/// <summary>A sentence to tick.</summary>
public sealed record Criterion(string Sentence, bool Ticked, string? Error);

/// <summary>One thing that can be chosen.</summary>
/// <param name="Id">At most 150 characters; comes back as <see cref="Input.Selected"/>.</param>
/// <param name="Label">Shortened by the edge to what the platform can show.</param>
public sealed record Suggestion(string Id, string Label, string? Description = null);

/// <summary>What stands in one control of a form that came back. An empty control is absent.</summary>
public abstract record Input
{
    private Input()
    {
    }

    /// <summary>Typed text, a number as typed, or a date as <c>2026-11-22</c>.</summary>
    public sealed record Typed(string Text) : Input;

    /// <summary>One choice by its id: an option's text, <c>yes</c>/<c>no</c>, a person's or client's suggestion id.</summary>
    public sealed record Selected(string Id, string Label) : Input;

    public sealed record Many(ImmutableArray<string> Ids) : Input
    {
        public bool Equals(Many? other) => other is not null && Ids.SequenceEqual(other.Ids);

        public override int GetHashCode() => Ids.Length;
    }

    public sealed record Ticked(bool Yes) : Input;

    /// <summary>The control did not fit on the form, so nobody could change what is stored.</summary>
    public sealed record Untouched : Input;
}
