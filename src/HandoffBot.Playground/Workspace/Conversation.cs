namespace HandoffBot.Playground.Workspace;

internal enum ConversationKind
{
    Public,
    Private,
    Direct,
}

/// <summary>A channel or a direct chat, with its messages in the order of their ts. Guarded by the workspace's lock.</summary>
internal sealed class Conversation(string id, string name, string topic, ConversationKind kind)
{
    private readonly List<Message> _messages = [];
    private readonly Dictionary<string, int> _places = [];

    public string Id { get; } = id;

    public string Name { get; } = name;

    public string Topic { get; } = topic;

    public ConversationKind Kind { get; } = kind;

    /// <summary>User ids in the order in which they joined.</summary>
    public List<string> Members { get; } = [];

    public IReadOnlyList<Message> Messages => _messages;

    public bool Has(string user) => Members.Contains(user);

    public Message? Find(string? ts) => ts is not null && _places.TryGetValue(ts, out var place) ? _messages[place] : null;

    public IEnumerable<Message> RepliesTo(string root) =>
        _messages.Where(message => message.IsReply && message.ThreadTs == root);

    public void Add(Message message)
    {
        _places[message.Ts] = _messages.Count;
        _messages.Add(message);
    }

    public void Replace(Message message) => _messages[_places[message.Ts]] = message;

    public void Remove(string ts)
    {
        if (!_places.TryGetValue(ts, out var place)) return;

        _messages.RemoveAt(place);
        _places.Remove(ts);
        for (var later = place; later < _messages.Count; later++) _places[_messages[later].Ts] = later;
    }

    public void Clear()
    {
        _messages.Clear();
        _places.Clear();
    }
}
