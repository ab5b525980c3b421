using System.Text.Json.Nodes;

namespace HandoffBot.Playground.MsTeams.Tenant;

/// <summary>
/// The tenant: people, teams, channels, chats, messages and who has read what. Everything that reads or changes it holds
/// <see cref="Gate"/>; nothing awaits while holding it.
/// </summary>
internal sealed class MsTeamsTenant
{
    private readonly Dictionary<string, Account> _accounts = [];
    private readonly Dictionary<string, Team> _teams = [];
    private readonly Dictionary<string, Conversation> _conversations = [];
    private readonly Dictionary<(string Person, string Conversation), string> _read = [];
    private readonly Dictionary<(string Person, string Post), JsonObject> _looks = [];

    public MsTeamsTenant(MsTeamsPlaygroundOptions options, IPlaygroundClock clock)
    {
        (Options, Clock) = (options, clock);
        Ids = new PostIds(() => clock.Now);
        Bot = MsTeamsPlaygroundIds.Bot(options.AppId);
        foreach (var person in options.People) Admit(Tenant.Account.Of(person, options.AppId));
        foreach (var team in options.Teams) SetUp(team);
    }

    public Lock Gate { get; } = new();

    public MsTeamsPlaygroundOptions Options { get; set; }

    public IPlaygroundClock Clock { get; }

    public PostIds Ids { get; }

    /// <summary>The bot's own id.</summary>
    public string Bot { get; }

    /// <summary>Called under the lock, so it only takes a note.</summary>
    public Action<TenantChange>? Changed { get; set; }

    public IReadOnlyCollection<Account> Accounts => _accounts.Values;

    /// <summary>Those who can be played, in the order in which they were given.</summary>
    public IEnumerable<Account> People => _accounts.Values.Where(account => !account.IsDisabled);

    public IReadOnlyCollection<Team> Teams => _teams.Values;

    public IReadOnlyCollection<Conversation> Conversations => _conversations.Values;

    public IReadOnlyDictionary<(string Person, string Conversation), string> ReadMarks => _read;

    /// <summary>The service address that the bot has been told of last; null when it was told of none.</summary>
    public string? ToldService { get; set; }

    /// <summary>Who has the app for themselves: the <c>29:</c> ids.</summary>
    public HashSet<string> Installed { get; } = [];

    /// <summary>Who has blocked the bot: the <c>29:</c> ids.</summary>
    public HashSet<string> Blocking { get; } = [];

    /// <summary>Somebody by the id that the bot knows, by the one in Entra, or by the user principal name.</summary>
    public Account? Account(string? id)
    {
        if (id is null) return null;

        return _accounts.TryGetValue(id, out var account)
            ? account
            : _accounts.Values.FirstOrDefault(each => each.AadObjectId == id || each.UserPrincipalName.Equals(id, StringComparison.OrdinalIgnoreCase));
    }

    public Team? Team(string? id) => id is not null && _teams.TryGetValue(id, out var team) ? team : null;

    public Conversation? Conversation(string? id) =>
        id is not null && _conversations.TryGetValue(id, out var conversation) ? conversation : null;

    public Conversation ChatOf(Account account) => _conversations[account.ChatId];

    /// <summary>Where an id leads, or null when there is no such conversation, or no such thread in it.</summary>
    public Address? Find(string id)
    {
        var (name, thread) = Address.Split(id);
        if (Conversation(name) is not { } conversation) return null;
        if (thread is not null && (conversation.Team is null || conversation.Find(thread) is not { ThreadId: null })) return null;

        return new Address(conversation, thread);
    }

    /// <summary>Whether the bot may write to somebody: they have the app, or are in a team that has it.</summary>
    public bool Reaches(Account account) =>
        Installed.Contains(account.Id) || _teams.Values.Any(team => team.HasBot && team.Members.Contains(account.Id));

    /// <summary>Adds or changes an account; everybody has a chat with the bot, used or not.</summary>
    public void Admit(Account account)
    {
        _accounts[account.Id] = account;
        if (!_conversations.ContainsKey(account.ChatId)) _conversations.Add(account.ChatId, Tenant.Conversation.Chat(account));
        Tell(new TenantChange.Shape());
    }

    /// <summary>Makes a team, or adds to it the channels and members that are new.</summary>
    public Team SetUp(MsTeamsPlaygroundTeam given)
    {
        if (!_teams.TryGetValue(given.Id, out var team))
        {
            team = new Team(given.Id, given.Name) { HasBot = given.BotIsInstalled };
            _teams.Add(team.Id, team);
            Open(team, new MsTeamsPlaygroundChannel(given.Id, "General"));
        }

        foreach (var channel in given.Channels.Where(channel => !_conversations.ContainsKey(channel.Id))) Open(team, channel);
        var members = given.Members.Select(email => MsTeamsPlaygroundIds.User(Options.AppId, email));
        team.Members.AddRange(members.Where(id => _accounts.ContainsKey(id) && !team.Members.Contains(id)));
        Tell(new TenantChange.Shape());
        return team;
    }

    public Conversation Open(Team team, MsTeamsPlaygroundChannel given)
    {
        var channel = Tenant.Conversation.Channel(given.Id, given.Name, given.Topic, team);
        _conversations.Add(channel.Id, channel);
        team.Channels.Add(channel);
        Tell(new TenantChange.Shape());
        return channel;
    }

    public void Add(Conversation conversation, Post post)
    {
        conversation.Add(post);
        Tell(new TenantChange.Posted(conversation, post));
    }

    /// <summary>Changes a message for everybody, those included who saw it otherwise.</summary>
    public void Edit(Conversation conversation, Post post)
    {
        conversation.Replace(post);
        ForgetLooks(post);
        Tell(new TenantChange.Edited(conversation, post));
    }

    /// <summary>Removes a message; the first of a thread leaves its place, so that the replies keep theirs.</summary>
    public void Remove(Conversation conversation, Post post)
    {
        if (conversation.RepliesTo(post.Id).Any()) conversation.Replace(post with { Text = "", Card = null, Entities = null, Summary = null, Deleted = true });
        else conversation.Remove(post.Id);
        ForgetLooks(post);
        Tell(new TenantChange.Removed(conversation, post));
    }

    /// <summary>One person alone sees another card, until the message is changed for everybody.</summary>
    public void Look(Account person, Conversation conversation, Post post, JsonObject card)
    {
        _looks[(person.Id, post.Id)] = card;
        Tell(new TenantChange.Looks(person.Id, conversation, post));
    }

    /// <summary>The card of a message as one person sees it.</summary>
    public JsonObject? CardFor(Account person, Post post) => _looks.GetValueOrDefault((person.Id, post.Id)) ?? post.Card;

    public void MarkRead(string person, string conversation, string id)
    {
        if (_read.TryGetValue((person, conversation), out var before) && PostIds.Read(before) >= PostIds.Read(id)) return;

        _read[(person, conversation)] = id;
        Tell(new TenantChange.Read(person));
    }

    /// <summary>Empties chats and channels. People, teams and installations stay.</summary>
    public void Clear()
    {
        foreach (var conversation in _conversations.Values) conversation.Clear();
        _read.Clear();
        _looks.Clear();
        Tell(new TenantChange.Shape());
    }

    public void Tell(TenantChange change) => Changed?.Invoke(change);

    private void ForgetLooks(Post post)
    {
        foreach (var look in _looks.Keys.Where(look => look.Post == post.Id).ToList()) _looks.Remove(look);
    }
}
