using System.Collections.Immutable;
using HandoffBot.Core.Chat;
using HandoffBot.Core.Chat.Screens;

namespace HandoffBot.Engine.Conversations;

/// <summary>What a flow answers, whatever it was asked through.</summary>
internal abstract record Response
{
    private Response()
    {
    }

    /// <summary>A form: opened where one can be, drawn in place of the one that was sent, offered by a button in a message.</summary>
    public sealed record Screen(Form Form) : Response;

    /// <summary>A private answer.</summary>
    public sealed record Says(Card Card) : Response
    {
        public Says(Phrase sentence)
            : this(Card.Says(sentence))
        {
        }
    }

    /// <summary>The form stays open, with sentences beside its inputs.</summary>
    public sealed record Errors(ImmutableDictionary<string, string> ByInput, Form Redrawn) : Response;

    /// <summary>Nothing to say; what follows is seen on the cards.</summary>
    public sealed record Nothing : Response;

    /// <summary>To a command or a button on a message, which can open a form.</summary>
    public Reply ToPress() => this switch
    {
        Screen screen => new Reply.OpenForm(screen.Form),
        Errors errors => new Reply.OpenForm(errors.Redrawn),
        Says says => new Reply.Notice(says.Card),
        _ => new Reply.Done(),
    };

    /// <summary>To a message, which can open nothing: a button that says the same words does.</summary>
    public Reply ToMessage(string words) => this is Screen screen
        ? new Reply.Notice(Core.Chat.Cards.NoticeCards.WithButtons(
            $"{screen.Form.Title}: press the button to open the form.",
            new CardButton("Open", Presses.Say(words), ButtonStyle.Primary)))
        : ToPress();

    /// <summary>To a form that was sent.</summary>
    public Reply ToSubmission(FormToken token) => this switch
    {
        Screen screen => new Reply.NextForm(screen.Form),
        Errors errors => new Reply.FormErrors(errors.ByInput, errors.Redrawn),
        Says says => new Reply.NextForm(SentenceScreen.Draw(Title(token), says.Card)),
        _ => new Reply.CloseForm(),
    };

    /// <summary>To a button inside a form, which can put no sentence beside an input but by drawing the form again.</summary>
    public Reply ToFormPress(FormToken token) => this switch
    {
        Errors errors => new Reply.NextForm(errors.Redrawn),
        Nothing => new Reply.Done(),
        _ => ToSubmission(token),
    };

    private static string Title(FormToken token) => token.Handoff is { } number ? Core.Handoffs.Handoff.Refer(number) : "HandoffBot";
}
