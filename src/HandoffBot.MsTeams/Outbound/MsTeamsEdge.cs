using HandoffBot.Core.Chat;
using HandoffBot.MsTeams.Cards;
using NodaTime;

namespace HandoffBot.MsTeams.Outbound;

/// <summary>The bot's mouth in Microsoft Teams.</summary>
internal sealed class MsTeamsEdge(ConnectorClient client, IConversationBook book, Whereabouts whereabouts, TimeProvider time) : IChatEdge
{
    /// <summary>A post whose answer was lost may yet be on its way so long.</summary>
    public Duration OnItsWay { get; set; } = Duration.FromSeconds(10);

    public Platform Platform => Platform.MsTeams;

    /// <summary>There is nothing like a broadcast: a thread is seen in its channel as it is.</summary>
    public Task<Outcome> PostAsync(Destination destination, Card card, IReadOnlyList<Guid> deliveries, CancellationToken cancellationToken) => destination switch
    {
        Destination.ToChannel { Channel: var channel } when Conversations.IsChannel(channel.Channel) =>
            BeginThreadAsync(channel.Workspace, Conversations.WithoutThread(channel.Channel), card, cancellationToken),
        Destination.ToChannel { Channel: var chat } => SayAsync(chat.Workspace, chat.Channel, card, cancellationToken),
        Destination.ToThread { Root: var root } => ReplyAsync(root, card, cancellationToken),
        Destination.ToPerson { Account: var account } => WriteAsync(account, Drawn(card, account.Workspace, inChannel: false), cancellationToken),
        _ => throw new NotSupportedException($"Microsoft Teams cannot post to {destination.GetType().Name} yet."),
    };

    public Task<Outcome> UpdateAsync(CardRef message, Card card, CancellationToken cancellationToken) =>
        UpdateAsync(message, Draw(card, message.Workspace, message.Channel), cancellationToken);

    /// <summary>The same with what is drawn already, such as a form.</summary>
    public async Task<Outcome> UpdateAsync(CardRef message, MessageBody body, CancellationToken cancellationToken)
    {
        var service = await whereabouts.ServiceAsync(message.Workspace, message.Channel, cancellationToken);
        var called = await client.UpdateAsync(service, message.Channel, message.Message, body, cancellationToken);
        return Outcomes.OfUpdate(await whereabouts.JudgedAsync(called, message.Workspace, message.Channel, cancellationToken), message);
    }

    /// <summary>
    /// Nothing can be looked up in Microsoft Teams: what is still not known to have arrived after a while is posted again.
    /// </summary>
    public Task<Outcome> FindAsync(Destination destination, Guid delivery, Instant since, CancellationToken cancellationToken)
    {
        var left = since + OnItsWay - Instant.FromDateTimeOffset(time.GetUtcNow());
        return Task.FromResult<Outcome>(left > Duration.Zero ? new Outcome.Later(left) { OnlyThere = true } : new Outcome.NotThere());
    }

    /// <summary>
    /// Only for messages in channels: those of a chat with the bot have no address.
    /// <see href="https://learn.microsoft.com/microsoftteams/platform/concepts/build-and-test/deep-link-teams#deep-links-to-navigate-to-channel-conversation"/>
    /// </summary>
    public async Task<Uri?> LinkAsync(CardRef message, CancellationToken cancellationToken)
    {
        if (!Conversations.IsChannel(message.Channel))
            return null;

        var channel = Conversations.WithoutThread(message.Channel);
        var met = await book.FindAsync(new ChannelRef(Platform.MsTeams, message.Workspace, channel), cancellationToken);
        var group = met?.Group is { } id ? $"&groupId={Uri.EscapeDataString(id)}" : "";
        var parent = Conversations.Thread(message.Channel) is { } thread ? $"&parentMessageId={Uri.EscapeDataString(thread)}" : "";
        return new($"https://teams.microsoft.com/l/message/{Uri.EscapeDataString(channel)}/{Uri.EscapeDataString(message.Message)}"
            + $"?tenantId={Uri.EscapeDataString(message.Workspace)}{group}{parent}");
    }

    private async Task<Outcome> BeginThreadAsync(string tenant, string channel, Card card, CancellationToken cancellationToken)
    {
        var service = await whereabouts.ServiceAsync(tenant, channel, cancellationToken);
        var called = await client.CreateAsync(service, CreateBody.Thread(whereabouts.Bot, tenant, channel, Draw(card, tenant, channel)), cancellationToken);
        return Outcomes.OfThread(await whereabouts.JudgedAsync(called, tenant, channel, cancellationToken), tenant, channel);
    }

    private async Task<Outcome> ReplyAsync(CardRef root, Card card, CancellationToken cancellationToken)
    {
        var thread = Conversations.ThreadOf(root.Channel, root.Message);
        var called = await PostAsync(root.Workspace, thread, Draw(card, root.Workspace, thread), cancellationToken);

        // The message that the thread hangs on is gone.
        return called is Called.Refused { Status: 404 } && Conversations.IsChannel(thread)
            ? new Outcome.NotThere()
            : Outcomes.OfPost(called, root.Workspace, thread);
    }

    /// <summary>Into the personal chat of somebody, which is begun if there is none.</summary>
    public async Task<Outcome> WriteAsync(AccountRef account, MessageBody body, CancellationToken cancellationToken)
    {
        var chat = (await book.FindAsync(account, cancellationToken))?.Conversation.Channel;
        if (chat is null)
        {
            var (begun, obstacle) = await BeginChatAsync(account, cancellationToken);
            if (begun is null)
                return obstacle!;

            chat = begun;
        }

        var called = await PostAsync(account.Workspace, chat, body, cancellationToken);
        if (called is not Called.Refused { Status: 404 })
            return Outcomes.OfPost(called, account.Workspace, chat);

        // The app was removed and added again meanwhile: the next try begins the chat anew.
        await book.ForgetAsync(new(Platform.MsTeams, account.Workspace, chat), cancellationToken);
        return new Outcome.Failed(called.Says);
    }

    /// <summary>Remembered before anything is said in it: it is the same chat for ever after.</summary>
    private async Task<(string? Chat, Outcome? Obstacle)> BeginChatAsync(AccountRef account, CancellationToken cancellationToken)
    {
        var service = await whereabouts.ServiceAsync(account.Workspace, cancellationToken);
        var called = await client.CreateAsync(service, CreateBody.Chat(whereabouts.Bot, account.Workspace, account.Account), cancellationToken);
        if (called is not Called.Done { Result: var result })
            return (null, Outcomes.NotDone(called, null));

        if (result.Id is not { Length: > 0 } chat)
            return (null, new Outcome.Failed("Microsoft Teams began a chat without naming it"));

        var met = new MetConversation(new(Platform.MsTeams, account.Workspace, chat), ConversationKind.Personal, service, whereabouts.Bot) { With = account };
        await book.RememberAsync(met, cancellationToken);
        return (chat, null);
    }

    private async Task<Outcome> SayAsync(string tenant, string conversation, Card card, CancellationToken cancellationToken) =>
        Outcomes.OfPost(await PostAsync(tenant, conversation, Draw(card, tenant, conversation), cancellationToken), tenant, conversation);

    private async Task<Called> PostAsync(string tenant, string conversation, MessageBody body, CancellationToken cancellationToken)
    {
        var service = await whereabouts.ServiceAsync(tenant, conversation, cancellationToken);
        var called = await client.SendAsync(service, conversation, body, cancellationToken);
        return await whereabouts.JudgedAsync(called, tenant, conversation, cancellationToken);
    }

    private static MessageBody Draw(Card card, string tenant, string conversation) =>
        Drawn(card, tenant, inChannel: !conversation.StartsWith("a:", StringComparison.Ordinal));

    private static MessageBody Drawn(Card card, string tenant, bool inChannel)
    {
        var drawn = MessageRenderer.Draw(card, new(tenant, inChannel));
        return new(drawn.Summary, [new(MessageRenderer.ContentType, drawn.Content)]);
    }
}
