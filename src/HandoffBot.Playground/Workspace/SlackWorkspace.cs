namespace HandoffBot.Playground.Workspace;

/// <summary>
/// The workspace: people, channels, messages and who has read what. Everything that reads or changes it holds
/// <see cref="Gate"/>; nothing awaits while holding it.
/// </summary>
internal sealed class SlackWorkspace
{
    /// <summary>More private messages than anybody scrolls back to; the oldest go first.</summary>
    private const int MostEphemerals = 1000;

    private readonly Dictionary<string, Member> _members = [];
    private readonly Dictionary<string, Conversation> _conversations = [];
    private readonly List<Ephemeral> _ephemerals = [];
    private readonly Dictionary<(string Person, string Channel), string> _read = [];

    public SlackWorkspace(PlaygroundOptions options, IPlaygroundClock clock)
    {
        Options = options;
        Stamps = new Stamps(() => clock.Now);
        Bot = new Member(PlaygroundIds.BotUser(options.Workspace), "handoffbot", options.BotName, "", "", "Europe/London") { IsBot = true };
        BotId = PlaygroundIds.Bot(options.Workspace);
        AppId = PlaygroundIds.App(options.Workspace);
        _members[Bot.Id] = Bot;
        foreach (var person in options.People) Admit(Workspace.Member.Of(person));
        foreach (var channel in options.Channels) Open(channel);
    }

    public Lock Gate { get; } = new();

    public PlaygroundOptions Options { get; private set; }

    public Stamps Stamps { get; }

    public Member Bot { get; }

    public string BotId { get; }

    public string AppId { get; }

    /// <summary>Called under the lock, so it only takes a note.</summary>
    public Action<WorkspaceChange>? Changed { get; set; }

    public IReadOnlyCollection<Member> Members => _members.Values;

    /// <summary>Those who can be played, in the order in which they were given.</summary>
    public IEnumerable<Member> People => _members.Values.Where(member => !member.IsBot && !member.IsDeleted);

    public IReadOnlyCollection<Conversation> Conversations => _conversations.Values;

    public IReadOnlyList<Ephemeral> Ephemerals => _ephemerals;

    public IReadOnlyDictionary<(string Person, string Channel), string> ReadMarks => _read;

    public Member? Member(string? id) => id is not null && _members.TryGetValue(id, out var member) ? member : null;

    public Conversation? Conversation(string? id) =>
        id is not null && _conversations.TryGetValue(id, out var conversation) ? conversation : null;

    public Conversation DirectOf(string user) => _conversations[PlaygroundIds.Direct(Options.Workspace, user)];

    /// <summary>Adds or changes an account; a person gets a direct chat with the bot at once.</summary>
    public void Admit(Member member)
    {
        _members[member.Id] = member;
        var direct = PlaygroundIds.Direct(Options.Workspace, member.Id);
        if (!_conversations.ContainsKey(direct))
        {
            var chat = new Conversation(direct, "directmessage", "", ConversationKind.Direct);
            chat.Members.AddRange([member.Id, Bot.Id]);
            _conversations.Add(direct, chat);
        }

        Tell(new WorkspaceChange.Shape());
    }

    /// <summary>Opens the channels that are new and adds the members that are missing; groups and completions are those given.</summary>
    public void SetUp(
        IReadOnlyList<PlaygroundChannel> channels, IReadOnlyList<PlaygroundUserGroup> groups, IReadOnlyList<PlaygroundCommand> completions)
    {
        Options = Options with { UserGroups = groups, Completions = completions };
        foreach (var given in channels)
        {
            if (!_conversations.TryGetValue(given.Id, out var channel)) Open(given);
            else channel.Members.AddRange(given.Members.Select(PlaygroundIds.User).Where(user => _members.ContainsKey(user) && !channel.Has(user)));
        }

        Tell(new WorkspaceChange.Shape());
    }

    public void Join(Conversation channel, string user)
    {
        channel.Members.Add(user);
        Tell(new WorkspaceChange.Shape());
    }

    public void Post(Conversation channel, Message message)
    {
        channel.Add(message);
        Tell(new WorkspaceChange.Posted(channel, message));
    }

    public void Edit(Conversation channel, Message message)
    {
        channel.Replace(message);
        Tell(new WorkspaceChange.Edited(channel, message));
    }

    /// <summary>Removes a message; the root of a thread leaves a tombstone, so that its replies keep their place.</summary>
    public void Delete(Conversation channel, Message message)
    {
        if (channel.RepliesTo(message.Ts).Any())
        {
            channel.Replace(message with
            {
                Text = "This message was deleted.",
                Blocks = null,
                Metadata = null,
                Subtype = "tombstone",
                Deleted = true,
            });
        }
        else
        {
            channel.Remove(message.Ts);
        }

        Tell(new WorkspaceChange.Removed(channel, message));
    }

    public void Whisper(Ephemeral ephemeral)
    {
        if (_ephemerals.Count == MostEphemerals) _ephemerals.RemoveAt(0);
        _ephemerals.Add(ephemeral);
        Tell(new WorkspaceChange.Whispered(ephemeral));
    }

    /// <summary>Replaces an ephemeral message in its place, or takes it away when there is nothing to show instead.</summary>
    public void WhisperInstead(Ephemeral old, Message? instead)
    {
        var place = _ephemerals.FindIndex(each => each.Message.Ts == old.Message.Ts);
        if (place < 0) return;

        if (instead is null) _ephemerals.RemoveAt(place);
        else _ephemerals[place] = old with { Message = instead };
        Tell(new WorkspaceChange.Whispered(old));
    }

    public Ephemeral? FindEphemeral(string channel, string ts) =>
        _ephemerals.Find(each => each.Channel == channel && each.Message.Ts == ts);

    public void MarkRead(string person, string channel, string ts)
    {
        if (_read.TryGetValue((person, channel), out var before) && Stamps.Read(before) >= Stamps.Read(ts)) return;

        _read[(person, channel)] = ts;
        Tell(new WorkspaceChange.Read(person));
    }

    /// <summary>Empties the channels. People, memberships and ids stay.</summary>
    public void Clear()
    {
        foreach (var conversation in _conversations.Values) conversation.Clear();
        _ephemerals.Clear();
        _read.Clear();
        Tell(new WorkspaceChange.Shape());
    }

    private void Open(PlaygroundChannel given)
    {
        var channel = new Conversation(given.Id, given.Name, given.Topic, given.Private ? ConversationKind.Private : ConversationKind.Public);
        channel.Members.AddRange(given.Members.Select(PlaygroundIds.User).Where(_members.ContainsKey));
        if (given.BotIsMember) channel.Members.Add(Bot.Id);
        _conversations.Add(channel.Id, channel);
    }

    private void Tell(WorkspaceChange change) => Changed?.Invoke(change);
}
