namespace HandoffBot.MsTeams.Inbound;

/// <summary>
/// Lets the same activity that comes twice within a short time be handled once, and gives both the one answer. A failure is not remembered.
/// What was carried out is remembered for longer by its receipt; this is for what would only be said twice.
/// </summary>
internal sealed class Recent
{
    private const int Most = 1024;

    private readonly Dictionary<string, Lazy<Task<Answer>>> answers = new(StringComparer.Ordinal);
    private readonly Queue<(string Receipt, Lazy<Task<Answer>> Once)> oldestFirst = new();

    public async Task<Answer> OnceAsync(string receipt, Func<Task<Answer>> handle)
    {
        var once = Find(receipt, handle);
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
                Forget(receipt, once);
        }
    }

    private Lazy<Task<Answer>> Find(string receipt, Func<Task<Answer>> handle)
    {
        lock (answers)
        {
            if (answers.TryGetValue(receipt, out var found))
                return found;

            // One that failed and was handled again stands there twice: only what still counts goes.
            if (oldestFirst.Count == Most && oldestFirst.Dequeue() is var oldest)
                ForgetLocked(oldest.Receipt, oldest.Once);

            var once = new Lazy<Task<Answer>>(handle);
            oldestFirst.Enqueue((receipt, once));
            return answers[receipt] = once;
        }
    }

    private void ForgetLocked(string receipt, Lazy<Task<Answer>> once)
    {
        if (answers.TryGetValue(receipt, out var found) && found == once)
            answers.Remove(receipt);
    }

    private void Forget(string receipt, Lazy<Task<Answer>> once)
    {
        lock (answers)
            ForgetLocked(receipt, once);
    }
}
