using System.Collections.Immutable;

namespace HandoffBot.Core.Chat;

/// <summary>A message of the bot.</summary>
/// <param name="Summary">Meaningful on a lock screen and to a screen reader; mentions in it notify.</param>
public sealed record Card(Phrase Summary, ImmutableArray<CardPart> Parts)
{
    /// <summary>This very card is said again and again, so an edge may keep what it draws of it.</summary>
    public bool IsStanding { get; init; }

    /// <summary>It is one person's home, which is drawn anew in its place after whatever they do on it.</summary>
    public bool IsHome { get; init; }

    /// <summary>A message that is only its sentence.</summary>
    public static Card Says(Phrase sentence) => new(sentence, [new CardPart.Text(sentence)]);

    public bool Equals(Card? other) => other is not null && Summary == other.Summary && Parts.SequenceEqual(other.Parts);

    public override int GetHashCode() => Summary.GetHashCode();
}

/// <summary>A part of a card, drawn by each edge with its platform's best native control.</summary>
public abstract record CardPart
{
    private CardPart()
    {
    }

    public sealed record Header(string Title) : CardPart;

    public sealed record Text(Phrase Phrase) : CardPart;

    /// <summary>Small print.</summary>
    public sealed record Note(Phrase Phrase) : CardPart;

    /// <summary>Short labelled values, two columns where there is room.</summary>
    public sealed record Facts(ImmutableArray<Fact> Of) : CardPart
    {
        public bool Equals(Facts? other) => other is not null && Of.SequenceEqual(other.Of);

        public override int GetHashCode() => Of.Length;
    }

    /// <summary>A labelled text of some length, as somebody wrote it.</summary>
    public sealed record LongText(string Label, string Value) : CardPart;

    public sealed record Divider : CardPart;

    /// <summary>Buttons that stand for what the reader can do. The server decides who may: a view is never a permission.</summary>
    public sealed record Buttons(ImmutableArray<CardButton> Of) : CardPart
    {
        public bool Equals(Buttons? other) => other is not null && Of.SequenceEqual(other.Of);

        public override int GetHashCode() => Of.Length;
    }
}

/// <summary>A short labelled value.</summary>
public sealed record Fact(string Label, Phrase Value);

/// <summary>A button.</summary>
/// <param name="Confirm">Asked before it acts, where the platform can.</param>
public sealed record CardButton(string Label, Press Press, ButtonStyle Style = ButtonStyle.Plain, string? Confirm = null);

/// <summary>How much a button asks to be pressed.</summary>
public enum ButtonStyle
{
    Plain,
    Primary,
    Danger,
}

/// <summary>
/// What a button carries: never a permission. The acting person, round and revision are checked again when it is pressed.
/// </summary>
/// <param name="Handoff">The number of the handoff that it is about.</param>
/// <param name="Clock">The clock that a ping is about, with its run.</param>
/// <param name="Text">What else the act needs: the words of <see cref="Act.Say"/>, a field of <see cref="Act.Fix"/>, the step that pinged, a page.</param>
public sealed record Press(
    Act Act, int? Handoff = null, int Round = 0, int Revision = 0, Guid? Clock = null, int Run = 0, string? Text = null);

/// <summary>What a button does.</summary>
public enum Act
{
    /// <summary>The same as typing <see cref="Press.Text"/>.</summary>
    Say,
    Accept,
    Reject,
    Details,

    /// <summary>Opens the form that asks the sending team.</summary>
    Ask,

    /// <summary>Opens the form that answers what was asked.</summary>
    Answer,
    Undo,
    Withdraw,
    Correct,
    Discard,
    KickOff,

    /// <summary>Draws the home on which it stands anew.</summary>
    Home,

    /// <summary>Opens the sender's checklist where it was left.</summary>
    Continue,

    /// <summary>Shows the brief privately.</summary>
    Show,
    Claim,
    Acknowledge,
    Release,
    Reassign,
    ReRoute,
    SendBack,
    Reopen,
    ChangeSender,

    /// <summary>In a form: one screen back, saving.</summary>
    Back,

    /// <summary>In a form: to the field named in <see cref="Press.Text"/>.</summary>
    Fix,

    /// <summary>In a form: room for one more question.</summary>
    AskMore,

    /// <summary>In a form: an answer that other fields depend on has changed.</summary>
    Redraw,

    /// <summary>A link button: nothing happens here.</summary>
    Open,

    /// <summary>Opens the form of a promise to the client: a new one, or the one that <see cref="Press.Text"/> names.</summary>
    Promise,

    /// <summary>Takes the promise that <see cref="Press.Text"/> names off what is handed over.</summary>
    Unpromise,

    /// <summary>Takes the message back that <see cref="Press.Text"/> names among the evidence.</summary>
    RemoveEvidence,

    /// <summary>Opens the form of a next action.</summary>
    Plan,

    /// <summary>Takes the next action that <see cref="Press.Text"/> names off again.</summary>
    Unplan,

    /// <summary>The next action that <see cref="Press.Text"/> names was done.</summary>
    Finish,

    /// <summary>The promise that <see cref="Press.Text"/> names was kept.</summary>
    Kept,

    /// <summary>Opens the form that says why it was not.</summary>
    Broken,

    /// <summary>Opens the form that moves it to another day.</summary>
    NewDate,

    /// <summary>Opens the form that ends, or proposes to end, the dispute about it.</summary>
    Settle,

    /// <summary>The team that was asked can keep the promise that <see cref="Press.Text"/> names.</summary>
    SayYes,

    /// <summary>Opens the form that says why it cannot.</summary>
    SayNo,

    /// <summary>Opens the form that names another day.</summary>
    SayWhen,

    /// <summary>Promises it for the day that the team named.</summary>
    TakeUpPromise,

    /// <summary>Does not promise it.</summary>
    DropPromise,

    /// <summary>Agrees to the proposal whose number is <see cref="Press.Revision"/>.</summary>
    Agree,

    /// <summary>Agrees to the version of a playbook that <see cref="Press.Text"/> names.</summary>
    AgreeToPlaybook,

    /// <summary>Opens the form that says what is wrong with it.</summary>
    NotYet,

    /// <summary>Opens the form that asks to leave the field open that <see cref="Press.Text"/> names.</summary>
    AskException,

    /// <summary>Asks no more to leave open the field that <see cref="Press.Text"/> names.</summary>
    TakeBackException,

    /// <summary>Opens the form of what the exception left open whose number is <see cref="Press.Text"/>.</summary>
    FillIn,
}
