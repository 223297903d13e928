using static TorchSharp.torch;

namespace StudyPortal.Learning.Tests;

public sealed class NpyFileTests : IDisposable
{
    private readonly string path = Path.Combine(Directory.CreateTempSubdirectory("npy").FullName, "array.npy");

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);

    [Fact]
    public void Arrays_read_back_as_written_whatever_their_rank()
    {
        foreach (Tensor array in (Tensor[])[tensor(3.5f), arange(6, ScalarType.Int64), rand(2, 3, 1, 4), zeros(0, 3)])
        {
            NpyFile.Write(path, array);
            Assert.Equal(0, (new FileInfo(path).Length - (array.NumberOfElements * array.ElementSize)) % 64);
            Tensor back = NpyFile.Read(path);
            Assert.Equal(array.shape, back.shape);
            Assert.Equal(array, back);
        }
    }

    [Theory]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (1,), }", "'<f4' or '<i8'")]
    [InlineData("{'descr': '<f4', 'fortran_order': True, 'shape': (1,), }", "C order")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (3,), }", "12 bytes")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (999999999999, 999999999999), }", "cannot be read")]
    public void A_file_that_does_not_fit_is_refused_with_the_reason(string header, string reason)
    {
        byte[] text = System.Text.Encoding.ASCII.GetBytes(header);
        File.WriteAllBytes(path, [0x93, .. "NUMPY"u8, 1, 0, (byte)text.Length, 0, .. text, 0, 0, 0, 0]);
        var refusal = Assert.Throws<InvalidDataException>(() => NpyFile.Read(path));
        Assert.Contains(path, refusal.Message, StringComparison.Ordinal);
        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
    }
}
