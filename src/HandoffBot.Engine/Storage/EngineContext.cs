using HandoffBot.Engine.Storage.Rows;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using NodaTime;

namespace HandoffBot.Engine.Storage;

/// <summary>
/// The database, the same model for every provider. Each provider has its own derived context, because each has its own migrations.
/// </summary>
internal abstract class EngineContext(DbContextOptions options) : DbContext(options)
{
    /// <summary>The setting that holds <see cref="DirectoryVersionAsync"/>.</summary>
    protected const string DirectoryVersion = "directory-version";

    private readonly List<object> _appended = [];
    private int _written;
    private bool _isCommand;
    private string? _directory;

    /// <summary>Everything that this command appended, saved or not.</summary>
    public IEnumerable<object> Appended => _appended;

    /// <summary>What was appended since this context last saved.</summary>
    protected IEnumerable<object> Unsaved => _appended.Skip(_written);

    public DbSet<PersonRow> People => Set<PersonRow>();

    public DbSet<AccountRow> Accounts => Set<AccountRow>();

    public DbSet<TeamRow> Teams => Set<TeamRow>();

    public DbSet<MembershipRow> Memberships => Set<MembershipRow>();

    public DbSet<InstallationRow> Installations => Set<InstallationRow>();

    public DbSet<ConversationRow> Conversations => Set<ConversationRow>();

    public DbSet<PlaybookVersionRow> PlaybookVersions => Set<PlaybookVersionRow>();

    public DbSet<EditionRow> Editions => Set<EditionRow>();

    public DbSet<ClientRow> Clients => Set<ClientRow>();

    public DbSet<HandoffRow> Handoffs => Set<HandoffRow>();

    public DbSet<CommitmentRow> Commitments => Set<CommitmentRow>();

    public DbSet<TimelineRow> Timeline => Set<TimelineRow>();

    public DbSet<ReceiptRow> Receipts => Set<ReceiptRow>();

    public DbSet<QuoteRow> Quotes => Set<QuoteRow>();

    public DbSet<CounterRow> Counters => Set<CounterRow>();

    public DbSet<SettingRow> Settings => Set<SettingRow>();

    public DbSet<ClockRow> Clocks => Set<ClockRow>();

    public DbSet<DeliveryRow> Deliveries => Set<DeliveryRow>();

    public DbSet<CardRow> Cards => Set<CardRow>();

    public DbSet<PromiseCardRow> PromiseCards => Set<PromiseCardRow>();

    public DbSet<NoticeRow> Notices => Set<NoticeRow>();

    /// <summary>
    /// Keeps other commands from deciding about these handoffs, their clients and their clocks until this command has ended. Locks are taken
    /// before anything is read and always in this order (client, handoff, clocks; then teams; then deliveries), so that no two wait for each
    /// other. Where the database has one writer there is nobody to keep away.
    /// </summary>
    public virtual Task LockHandoffsAsync(params IReadOnlyCollection<int> numbers) => Task.CompletedTask;

    /// <summary>The same for a client and all of its handoffs.</summary>
    public virtual Task LockWholeClientAsync(Guid client) => Task.CompletedTask;

    /// <summary>The same for the handoff or the client that a clock belongs to.</summary>
    public virtual Task LockClockAsync(Guid clock) => Task.CompletedTask;

    /// <summary>The same for a client alone.</summary>
    public virtual Task LockClientAsync(Guid client) => Task.CompletedTask;

    /// <summary>The same for a commitment, with the handoff that it came with.</summary>
    public virtual Task LockCommitmentAsync(Guid commitment) => Task.CompletedTask;

    /// <summary>Keeps others from proposing the next in the rounds of these teams.</summary>
    public virtual Task LockTeamsAsync(IReadOnlyCollection<string> teams) => Task.CompletedTask;

    /// <summary>Keeps others from drawing the next number.</summary>
    public virtual Task LockCounterAsync(string name) => Task.CompletedTask;

    /// <summary>Keeps others from deciding what becomes of these deliveries.</summary>
    public virtual Task LockDeliveriesAsync(IReadOnlyCollection<Guid> deliveries) => Task.CompletedTask;

    /// <summary>
    /// Changes with whatever changes people, their accounts or their teams: what was read of those holds for as long as this is the same.
    /// A command asks once: it decides by who is who when it begins, and by what it has saved of that itself.
    /// </summary>
    public async ValueTask<string> DirectoryVersionAsync() =>
        !_isCommand ? await ReadDirectoryVersionAsync() : _directory ??= await ReadDirectoryVersionAsync();

    /// <summary>Asked through <see cref="ByColumn{TRow,TKey}"/>.</summary>
    public virtual async ValueTask<IReadOnlyList<TRow>> HavingAsync<TRow, TKey>(ByColumn<TRow, TKey> question, TKey key)
        where TRow : class
    {
        var rows = new List<TRow>();
        await foreach (var row in question.Ask(this, key))
            rows.Add(row);
        return rows;
    }

    /// <inheritdoc cref="ByColumn{TRow,TKey}.CountAsync"/>
    public virtual async ValueTask<int> CountAsync<TRow, TKey>(ByColumn<TRow, TKey> question, TKey key, int most)
        where TRow : class => await question.AskCount(this, key, most);

    /// <inheritdoc cref="ByColumn{TRow,TKey}.CountEachAsync"/>
    public virtual async ValueTask<IReadOnlyList<int>> CountEachAsync<TRow, TKey>(ByColumn<TRow, TKey> question, IReadOnlyList<TKey> keys, int most)
        where TRow : class
    {
        var counts = new List<int>();
        foreach (var key in keys)
            counts.Add(await CountAsync(question, key, most));
        return counts;
    }

    /// <summary>From here on this command sees what it has changed, as nobody else does before it has ended and the seam has committed.</summary>
    public Task SeeOwnChangesAsync() => SaveChangesAsync(CancellationToken.None);

    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        ChangeTracker.DetectChanges();
        if (ChangeTracker.Entries().Any(IsOfDirectory))
            await RenewDirectoryAsync();
        List<object> appended = [.. Unsaved];
        _written = _appended.Count;
        return await WriteAsync(appended, acceptAllChangesOnSuccess, cancellationToken);
    }

    /// <summary>Makes a context ready for one command. It looks for changes once, when it saves them.</summary>
    public EngineContext Begin()
    {
        ChangeTracker.AutoDetectChangesEnabled = false;
        _isCommand = true;
        _appended.Clear();
        _written = 0;
        _directory = null;
        return this;
    }

    /// <summary>Adds a row that nobody asks the context for before it is saved: an entry of the history, a delivery, a receipt.</summary>
    public void Append(TimelineRow row) => _appended.Add(row);

    /// <inheritdoc cref="Append(TimelineRow)"/>
    public void Append(DeliveryRow row) => _appended.Add(row);

    /// <inheritdoc cref="Append(TimelineRow)"/>
    public void Append(ReceiptRow row) => _appended.Add(row);

    /// <summary>Adds a client, before whatever refers to it. Until it is saved it may still be filled.</summary>
    public void Append(ClientRow row) => _appended.Add(row);

    /// <summary>Adds a clock. Until it is saved it may still be wound.</summary>
    public void Append(ClockRow row) => _appended.Add(row);

    protected virtual async ValueTask<string> ReadDirectoryVersionAsync() =>
        await Settings.AsNoTracking().Where(one => one.Name == DirectoryVersion).Select(one => one.Value).SingleOrDefaultAsync() ?? "";

    /// <param name="appended">What was <see cref="Unsaved"/>.</param>
    protected virtual Task<int> WriteAsync(IReadOnlyList<object> appended, bool acceptAllChangesOnSuccess, CancellationToken cancellationToken)
    {
        AddRange(appended);
        return base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        // A number compares and orders alike on every database.
        configurationBuilder.Properties<Instant>().HaveConversion<InstantAsMilliseconds>();
        configurationBuilder.Properties<Duration>().HaveConversion<DurationAsMilliseconds>();
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder) => EngineModel.Build(modelBuilder);

    private static bool IsOfDirectory(EntityEntry entry) =>
        entry is { State: EntityState.Added or EntityState.Modified or EntityState.Deleted, Entity: PersonRow or AccountRow or MembershipRow };

    /// <summary>No number: two that change something at once would count to the same one.</summary>
    private async Task RenewDirectoryAsync()
    {
        var renewed = Guid.NewGuid().ToString("N");
        _directory = null;
        if (await Settings.FindAsync([DirectoryVersion], CancellationToken.None) is { } row)
            Entry(row).Property(one => one.Value).CurrentValue = renewed;
        else
            Add(new SettingRow { Name = DirectoryVersion, Value = renewed });
    }

    internal sealed class InstantAsMilliseconds() : ValueConverter<Instant, long>(
        at => at.ToUnixTimeMilliseconds(), stored => Instant.FromUnixTimeMilliseconds(stored));

    internal sealed class DurationAsMilliseconds() : ValueConverter<Duration, long>(
        length => (long)length.TotalMilliseconds, stored => Duration.FromMilliseconds(stored));
}
