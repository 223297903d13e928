using static TorchSharp.torch;

namespace StudyPortal.Learning.Networks;

/// <summary>Operators of libtorch's backward passes that TorchSharp has no methods for, on any device.</summary>
internal static class BackwardKernels
{
    private static readonly Lazy<jit.CompilationUnit> Script = new(() => jit.compile("""
        def where_positive(gradient: Tensor, output: Tensor) -> Tensor:
            return torch.threshold_backward(gradient, output, 0)

        def back_through_pool(gradient: Tensor, input: Tensor, indices: Tensor) -> Tensor:
            return torch.max_pool2d_with_indices_backward(gradient, input, [3, 3], [2, 2], [1, 1], [1, 1], False, indices)

        """));

    /// <summary>The gradient where the output is above 0, elsewhere 0.</summary>
    public static Tensor WherePositive(Tensor gradient, Tensor output) => Script.Value.invoke<Tensor>("where_positive", gradient, output);

    /// <summary>The gradient for what was pooled, 3x3 with stride 2 and padding 1.</summary>
    /// <param name="gradient">For the result.</param>
    /// <param name="input">What was pooled.</param>
    /// <param name="indices">Where the largest values lay.</param>
    public static Tensor BackThroughPool(Tensor gradient, Tensor input, Tensor indices) =>
        Script.Value.invoke<Tensor>("back_through_pool", gradient, input, indices);
}
