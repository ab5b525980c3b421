namespace HandoffBot.Engine;

/// <summary>The database cannot be used as it is; the message says in a sentence or two why and what to do.</summary>
public sealed class DatabaseUnusableException : Exception
{
    public DatabaseUnusableException()
    {
    }

    public DatabaseUnusableException(string message)
        : base(message)
    {
    }

    public DatabaseUnusableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
