namespace HandoffBot.Playground.MsTeams.Tenant;

/// <summary>A personal chat with the bot, or a channel of a team, with its messages in the order of their ids. Guarded by the tenant's lock.</summary>
internal sealed class Conversation
{
    private readonly List<Post> _posts = [];
    private readonly Dictionary<string, int> _places = [];

    private Conversation(string id, string name, string topic, Team? team, string? person) =>
        (Id, Name, Topic, Team, Person) = (id, name, topic, team, person);

    public string Id { get; }

    public string Name { get; set; }

    public string Topic { get; }

    /// <summary>Of a channel.</summary>
    public Team? Team { get; }

    /// <summary>Of a personal chat: the <c>29:</c> id of the person.</summary>
    public string? Person { get; }

    public IReadOnlyList<Post> Posts => _posts;

    public static Conversation Chat(Account person) => new(person.ChatId, "", "", null, person.Id);

    public static Conversation Channel(string id, string name, string topic, Team team) => new(id, name, topic, team, null);

    /// <summary>Whether somebody sees it: both sides of a chat, all members of a channel's team.</summary>
    public bool Has(string account) => Team is null ? Person == account : Team.Members.Contains(account);

    public Post? Find(string? id) => id is not null && _places.TryGetValue(id, out var place) ? _posts[place] : null;

    public IEnumerable<Post> RepliesTo(string root) => _posts.Where(post => post.ThreadId == root);

    public void Add(Post post)
    {
        _places[post.Id] = _posts.Count;
        _posts.Add(post);
    }

    public void Replace(Post post) => _posts[_places[post.Id]] = post;

    public void Remove(string id)
    {
        if (!_places.Remove(id, out var place)) return;

        _posts.RemoveAt(place);
        for (var later = place; later < _posts.Count; later++) _places[_posts[later].Id] = later;
    }

    public void Clear()
    {
        _posts.Clear();
        _places.Clear();
    }
}
