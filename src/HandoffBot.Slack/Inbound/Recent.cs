namespace HandoffBot.Slack.Inbound;

/// <summary>
/// Lets the same thing that comes twice within a short time be handled once, and gives both the one answer. A failure is not remembered.
/// What was carried out is remembered for longer by its receipt; this is for what would only be said twice.
/// </summary>
internal sealed class Recent(int most)
{
    private readonly Dictionary<string, Lazy<Task<Answer>>> answers = new(StringComparer.Ordinal);
    private readonly Queue<string> oldestFirst = new();

    public async Task<Answer> OnceAsync(string key, Func<Task<Answer>> handle)
    {
        var once = Find(key, handle);
        var kept = false;
        try
        {
            var answer = await once.Value;
            kept = answer.IsSuccess;
            return answer;
        }
        finally
        {
            if (!kept)
                Forget(key, once);
        }
    }

    private Lazy<Task<Answer>> Find(string key, Func<Task<Answer>> handle)
    {
        lock (answers)
        {
            if (answers.TryGetValue(key, out var found))
                return found;

            if (oldestFirst.Count == most)
                answers.Remove(oldestFirst.Dequeue());

            oldestFirst.Enqueue(key);
            return answers[key] = new(handle);
        }
    }

    private void Forget(string key, Lazy<Task<Answer>> once)
    {
        lock (answers)
        {
            if (answers.TryGetValue(key, out var found) && found == once)
                answers.Remove(key);
        }
    }
}

/// <summary>Messages in direct chats that were answered lately, whichever way they came.</summary>
internal sealed class AnsweredMessages
{
    private readonly Recent recent = new(1024);

    public Task<Answer> OnceAsync(string receipt, Func<Task<Answer>> handle) => recent.OnceAsync(receipt, handle);
}
