using System.Collections.Immutable;
using HandoffBot.Core.Clients;

namespace HandoffBot.Core.Chat;

/// <summary>Something that a person did in a chat.</summary>
/// <param name="By">The account, proven by the edge.</param>
/// <param name="Receipt">Identifies this very inbound message, so that a repeated one decides nothing.</param>
public abstract record Interaction(AccountRef By, string Receipt)
{
    /// <summary>A slash command, without the command itself.</summary>
    public sealed record CommandTyped(AccountRef By, string Receipt, string Text, ChannelRef Where) : Interaction(By, Receipt);

    /// <summary>A message in the direct chat with the bot. It can open no form: a form is offered by a button.</summary>
    public sealed record MessageSeen(AccountRef By, string Receipt, string Text, ChannelRef Where) : Interaction(By, Receipt);

    public sealed record ButtonPressed(AccountRef By, string Receipt, Press Press, CardRef? On) : Interaction(By, Receipt);

    public sealed record FormSubmitted(AccountRef By, string Receipt, FormToken Token, ImmutableDictionary<string, Input> Inputs) : Interaction(By, Receipt);

    /// <summary>"Add to a handoff" was chosen on a message, whoever wrote it.</summary>
    public sealed record MessagePicked(AccountRef By, string Receipt, Quote Quote) : Interaction(By, Receipt);

    /// <summary>A button inside a form, or an answer that others depend on. <paramref name="Inputs"/> is all that stands in the form.</summary>
    public sealed record FormPressed(AccountRef By, string Receipt, FormToken Token, Press Press, ImmutableDictionary<string, Input> Inputs) : Interaction(By, Receipt);

    public sealed record SuggestionsAsked(AccountRef By, string Receipt, SuggestionSource Source, string Query, FormToken? Token) : Interaction(By, Receipt)
    {
        /// <summary>Of clients: which kind.</summary>
        public Subject Of { get; init; } = Subject.Client;
    }

    /// <summary>An account was made, changed or deactivated.</summary>
    public sealed record AccountChanged(AccountRef By, string Receipt) : Interaction(By, Receipt);

    /// <summary>The person looks at their home, where the platform has a page for it. The answer is a card to be drawn there.</summary>
    public sealed record HomeOpened(AccountRef By, string Receipt) : Interaction(By, Receipt);

    /// <summary>The bot was added to a channel.</summary>
    public sealed record BotAdded(AccountRef By, string Receipt, ChannelRef Channel) : Interaction(By, Receipt);
}

/// <summary>What a typed choice is made from.</summary>
public enum SuggestionSource
{
    Clients,
    People,

    /// <summary>Handoffs, and clients after them.</summary>
    Handoffs,
}

/// <summary>The answer to an interaction. The edge turns it into the platform's answer, so it can be neither forgotten nor sent twice.</summary>
public abstract record Reply
{
    private Reply()
    {
    }

    public sealed record OpenForm(Form Form) : Reply;

    /// <summary>Replaces the form that was sent.</summary>
    public sealed record NextForm(Form Form) : Reply;

    /// <summary>Keeps the form open with sentences beside its inputs, by input id.</summary>
    /// <param name="Redrawn">The same form with the same errors, for controls beside which the platform cannot show them.</param>
    public sealed record FormErrors(ImmutableDictionary<string, string> ByInput, Form Redrawn) : Reply;

    public sealed record CloseForm : Reply;

    /// <summary>A private answer.</summary>
    public sealed record Notice(Card Card) : Reply;

    public sealed record Suggestions(ImmutableArray<Suggestion> Of) : Reply;

    /// <summary>Nothing to say; what follows is seen on the cards.</summary>
    public sealed record Done : Reply;
}
