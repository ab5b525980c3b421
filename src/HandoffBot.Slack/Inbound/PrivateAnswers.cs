using System.Runtime.CompilerServices;
using HandoffBot.Core.Chat;
using HandoffBot.Slack.Blocks;
using HandoffBot.Slack.Outbound;
using Microsoft.Extensions.Logging;

namespace HandoffBot.Slack.Inbound;

/// <summary>Says something to one person only.</summary>
internal sealed class PrivateAnswers(SlackClient client, MessageRenderer messages, ILogger<PrivateAnswers> log)
{
    private readonly ConditionalWeakTable<Card, Standing> _standing = [];

    /// <summary>The card as the acknowledgement itself.</summary>
    public Answer Answer(Card card, string workspace)
    {
        if (!card.IsStanding)
            return Drawn();

        if (_standing.TryGetValue(card, out var known) && known.Workspace == workspace)
            return known.Answer;

        var drawn = Drawn();
        _standing.AddOrUpdate(card, new(workspace, drawn));
        return drawn;

        Answer Drawn() => Inbound.Answer.Of(Body(card, workspace), SlackJson.Wire.PrivateBody);
    }

    private PrivateBody Body(Card card, string workspace)
    {
        var message = messages.Render(card, workspace);
        return new(message.Text, message.Blocks);
    }

    /// <summary>Answers a button in a message: once, privately, leaving the message as it is.</summary>
    /// <param name="replaces">Nobody but this person has the message before them, and the answer is the same one as it is now.</param>
    public Task BesideMessageAsync(string? responseUrl, Card card, Interaction asked, bool replaces = false) =>
        BesideMessageAsync(responseUrl, card, asked.By.Workspace, asked.Receipt, replaces);

    /// <param name="receipt">What is answered, for the log.</param>
    public async Task BesideMessageAsync(string? responseUrl, Card card, string workspace, string receipt, bool replaces = false)
    {
        if (Uri.TryCreate(responseUrl, UriKind.Absolute, out var address) && address.Scheme is "https" or "http")
            await client.RespondAsync(address, Body(card, workspace) with { ReplaceOriginal = replaces }, CancellationToken.None);
        else
            log.NowhereToAnswer(receipt);
    }

    /// <summary>Answers a message in the direct chat by another.</summary>
    public async Task InDirectChatAsync(string channel, Card card, Interaction asked)
    {
        var message = messages.Render(card, asked.By.Workspace);
        await client.WriteAsync(
            "chat.postMessage", new PostBody(channel, message.Text, message.Blocks), SlackJson.Wire.PostBody, CancellationToken.None);
    }

    private sealed record Standing(string Workspace, Answer Answer);
}
