namespace HandoffBot.Core.Chat;

/// <summary>
/// Whether what was asked for has been carried out is not known: the database was told to keep it and could not be asked any more whether it
/// did. Whoever asked is told so, rather than that nothing was changed.
/// </summary>
public sealed class UnknownOutcomeException : Exception
{
    public UnknownOutcomeException()
    {
    }

    public UnknownOutcomeException(string message)
        : base(message)
    {
    }

    public UnknownOutcomeException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
