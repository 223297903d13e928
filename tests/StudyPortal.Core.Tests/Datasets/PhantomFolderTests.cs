using StudyPortal.Core.Datasets.Phantoms;

namespace StudyPortal.Core.Tests.Datasets;

public sealed class PhantomFolderTests
{
    [Fact]
    public async Task The_committed_chest_set_is_what_the_generator_writes()
    {
        using var folder = new ScratchFolder();

        await PhantomFolder.WriteAsync(folder.Path, count: 480, seed: 2021, size: 128, TestContext.Current.CancellationToken);

        CommittedFiles.AssertSame(RepositoryFolder.Of("seed-data/phantom-chest"), folder.Path);
    }

    [Fact]
    public async Task Another_seed_draws_other_images()
    {
        using var folder = new ScratchFolder();

        await PhantomFolder.WriteAsync(folder.Sub("one"), count: 1, seed: 1, size: 32, TestContext.Current.CancellationToken);
        await PhantomFolder.WriteAsync(folder.Sub("two"), count: 1, seed: 2, size: 32, TestContext.Current.CancellationToken);

        Assert.NotEqual(File.ReadAllBytes(folder.Sub("one/images/SYN0001_000.png")), File.ReadAllBytes(folder.Sub("two/images/SYN0001_000.png")));
    }
}
