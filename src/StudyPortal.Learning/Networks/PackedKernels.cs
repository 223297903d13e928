using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using System.Text;
using TorchSharp;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Networks;

/// <summary>
/// Convolutions of libtorch's CPU library whose weights are brought once into the order that the processor's kernels want,
/// where conv2d reorders them in every call. Images and results are channels last. They have no derivatives of their own: the
/// one for images is the transposed convolution.
/// </summary>
internal static class PackedKernels
{
    // These operators are known to TorchScript only, and only to that of an archive.
    private const string Source = """
        class Kernels(Module):
          __parameters__ = []
          __buffers__ = []
          training : bool
          def forward(self: __torch__.Kernels, x: Tensor) -> Tensor:
            return x
          def pack(self: __torch__.Kernels, w: Tensor, p: int, s: int, like: Tensor) -> Tensor:
            return ops.mkldnn._reorder_convolution_weight(w, [p, p], [s, s], [1, 1], 1, torch.size(like))
          def convolve(self: __torch__.Kernels, x: Tensor, w: Tensor, b: Tensor, p: int, s: int) -> Tensor:
            return ops.mkldnn._convolution_pointwise(x, w, b, [p, p], [s, s], [1, 1], 1, "none", annotate(List[Optional[number]], []), "")
          def convolve_relu(self: __torch__.Kernels, x: Tensor, w: Tensor, b: Tensor, p: int, s: int) -> Tensor:
            return ops.mkldnn._convolution_pointwise(x, w, b, [p, p], [s, s], [1, 1], 1, "relu", annotate(List[Optional[number]], []), "")
          def pack_back(self: __torch__.Kernels, w: Tensor, p: int, s: int, h: int, v: int, like: Tensor) -> Tensor:
            return ops.mkldnn._reorder_convolution_transpose_weight(w, [p, p], [h, v], [s, s], [1, 1], 1, torch.size(like))
          def convolve_back(self: __torch__.Kernels, g: Tensor, w: Tensor, p: int, s: int, h: int, v: int) -> Tensor:
            return ops.mkldnn._convolution_transpose_pointwise(g, w, None, [p, p], [h, v], [s, s], [1, 1], 1, "none", annotate(List[Optional[number]], []), "")

        """;

    // The pickle of a module of that class with nothing but its flag "training".
    private static readonly byte[] Module = [0x80, 2, .. "c__torch__\nKernels\nq\0)"u8, 0x81, .. "}(X\b\0\0\0trainingq\u0001"u8, 0x88, .. "ub."u8];

    private static readonly byte[] NoConstants = [0x80, 2, .. ")."u8];

    private static readonly Lazy<jit.ScriptModule> Script = new(Load);

    /// <summary>Whether they can be had for such tensors: where libtorch is built with oneDNN, on processors with its instructions.</summary>
    public static bool Take(Tensor weight) => weight.device_type == DeviceType.CPU
        && OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture == Architecture.X64
        && (weight.dtype == ScalarType.Float32
            || (weight.dtype == ScalarType.BFloat16 && Avx512BW.IsSupported && Avx512BW.VL.IsSupported && Avx512DQ.IsSupported));

    /// <summary>A convolution's weights, channels last, for <see cref="Convolve"/>, best for inputs like the given one.</summary>
    public static Tensor Pack(Tensor weight, ConvolutionGeometry geometry, Tensor input) =>
        Call("pack", weight, geometry.Padding, geometry.Stride, input);

    public static Tensor Convolve(Tensor input, Tensor packed, Tensor bias, ConvolutionGeometry geometry, bool rectified) =>
        Call(rectified ? "convolve_relu" : "convolve", input, packed, bias, geometry.Padding, geometry.Stride);

    /// <summary>A convolution's weights, channels last, for <see cref="ConvolveBack"/>, best for gradients like the given one.</summary>
    public static Tensor PackBack(Tensor weight, ConvolutionGeometry geometry, Tensor gradient, (int Height, int Width) beyond) => Call(
        "pack_back", weight, geometry.Padding, geometry.Stride, beyond.Height, beyond.Width, gradient);

    public static Tensor ConvolveBack(Tensor gradient, Tensor packed, ConvolutionGeometry geometry, (int Height, int Width) beyond) =>
        Call("convolve_back", gradient, packed, geometry.Padding, geometry.Stride, beyond.Height, beyond.Width);

    private static Tensor Call(string method, params object[] arguments) => Script.Value.invoke<Tensor>(method, arguments);

    private static jit.ScriptModule Load()
    {
        using MemoryStream stream = new();
        using (ZipArchive archive = new(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(archive, "data.pkl", Module);
            Add(archive, "code/__torch__.py", Encoding.ASCII.GetBytes(Source));
            Add(archive, "constants.pkl", NoConstants);
            Add(archive, "version", "3\n"u8);
        }
        return jit.load(stream.ToArray());
    }

    private static void Add(ZipArchive archive, string name, ReadOnlySpan<byte> content)
    {
        using Stream entry = archive.CreateEntry($"kernels/{name}", CompressionLevel.NoCompression).Open();
        entry.Write(content);
    }
}
