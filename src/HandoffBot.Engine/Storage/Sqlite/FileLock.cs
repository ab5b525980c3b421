namespace HandoffBot.Engine.Storage.Sqlite;

/// <summary>A lock between processes that ends with its holder, whatever ends that. Its file stays, because a lock on a deleted one binds nobody.</summary>
internal static class FileLock
{
    private const int SharingViolation = unchecked((int)0x80070020);
    private const int WouldBlockOnLinux = 11;
    private const int WouldBlockOnMacOs = 35;
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(100);

    /// <returns>Null when another still holds it after so long.</returns>
    /// <exception cref="IOException">The file cannot be had at all: waiting would not help.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public static async Task<IAsyncDisposable?> TakeAsync(string path, TimeSpan patience, CancellationToken cancellationToken)
    {
        for (var waited = TimeSpan.Zero; ; waited += BetweenTries)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1);
            }
            catch (IOException held) when (held.HResult is SharingViolation or WouldBlockOnLinux or WouldBlockOnMacOs)
            {
                if (waited >= patience)
                    return null;

                await Task.Delay(BetweenTries, cancellationToken);
            }
        }
    }
}
